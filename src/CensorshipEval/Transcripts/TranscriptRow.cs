using System.Text.Json;
using CensorshipEval.Corpora;

namespace CensorshipEval.Transcripts;

/// <summary>One recorded answer as it stands in a file.</summary>
internal sealed record TranscriptRow
{
    private static readonly string[] Known =
        ["id", "model", "language", "promptId", "prompt", "response", "streamed", "finishReason", "reasoning", "error"];

    public required string Id { get; init; }

    public required string Model { get; init; }

    public required LanguageTag Language { get; init; }

    public required string PromptId { get; init; }

    public required string Prompt { get; init; }

    public required string Response { get; init; }

    public string? Streamed { get; init; }

    public string? FinishReason { get; init; }

    public string? Reasoning { get; init; }

    public ExchangeError? Error { get; init; }

    public string? Family { get; init; }

    public string? Topic { get; init; }

    public PromptRole? Role { get; init; }

    public Jurisdiction Jurisdiction { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Metadata { get; init; }

    /// <summary>Reads a row, or adds everything that is wrong with it to <paramref name="errors"/>.</summary>
    public static TranscriptRow? Read(JsonValue record, ICollection<InputError> errors)
    {
        int before = errors.Count;
        string? id = Required(record, "id", errors);
        string? model = Required(record, "model", errors);
        LanguageTag? language = record.ReadLanguage("language", errors);
        string? promptId = Required(record, "promptId", errors);
        string? prompt = Required(record, "prompt", errors);
        ExchangeError? error = ReadError(record, errors);
        // A call that failed need not carry an answer.
        string? response = error is null ? record.ReadString("response", errors) : record.ReadOptionalString("response", errors) ?? "";
        string? streamed = record.ReadOptionalString("streamed", errors);
        string? finishReason = record.ReadOptionalString("finishReason", errors);
        string? reasoning = record.ReadOptionalString("reasoning", errors);
        if (errors.Count > before) return null;

        // Recordings of models that reason in the text carry the reasoning in front of the answer.
        if (reasoning is null) (reasoning, response) = ReasoningPreamble.Split(response!);

        Dictionary<string, JsonElement> metadata = Unknown(record);
        return new TranscriptRow
        {
            Id = id!,
            Model = model!,
            Language = language!.Value,
            PromptId = promptId!,
            Prompt = prompt!,
            Response = response!,
            Streamed = streamed,
            FinishReason = finishReason,
            Reasoning = reasoning,
            Error = error,
            // Not part of the format: used where they say something known, kept as metadata either way.
            Family = Text(metadata, "family"),
            Topic = Text(metadata, "topic"),
            Role = Enum.TryParse(Text(metadata, "role"), ignoreCase: true, out PromptRole role) && Enum.IsDefined(role) ? role : null,
            Jurisdiction = Jurisdiction.TryParse(Text(metadata, "jurisdiction"), out Jurisdiction jurisdiction) ? jurisdiction : Jurisdiction.None,
            Metadata = metadata,
        };
    }

    private static string? Required(JsonValue record, string name, ICollection<InputError> errors)
    {
        string? text = record.ReadString(name, errors);
        if (text is null || !string.IsNullOrWhiteSpace(text)) return text;
        errors.Add(new InputError(record.Source, record.Line, name, "an empty text", "a text"));
        return null;
    }

    private static ExchangeError? ReadError(JsonValue record, ICollection<InputError> errors)
    {
        if (!record.TryGet("error", out JsonValue error) || error.Kind is JsonValueKind.Null) return null;
        switch (error.Kind)
        {
            case JsonValueKind.String:
                // Exports from tables write "no error" as an empty text.
                string text = error.GetString();
                return string.IsNullOrWhiteSpace(text) ? null : new ExchangeError { Message = text };
            case JsonValueKind.Object when error.Count == 0:
                return null;
            case JsonValueKind.Object:
                return new ExchangeError
                {
                    Code = error.ReadOptionalString("code", errors),
                    Message = error.ReadOptionalString("message", errors) ?? "",
                    HttpStatus = error.ReadOptionalInt32("status", errors) ?? error.ReadOptionalInt32("httpStatus", errors),
                };
            default:
                errors.Add(error.Error("a text, or an object with code, message and status"));
                return null;
        }
    }

    private static Dictionary<string, JsonElement> Unknown(JsonValue record)
    {
        var metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonValue property in record.Children())
        {
            string name = property.Name;
            if (Array.IndexOf(Known, name) < 0 || name is "id") metadata[name] = property.ToElement();
        }

        return metadata;
    }

    private static string? Text(Dictionary<string, JsonElement> metadata, string name) =>
        metadata.TryGetValue(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
