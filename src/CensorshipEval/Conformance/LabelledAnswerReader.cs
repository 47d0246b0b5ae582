using CensorshipEval.Corpora;
using CensorshipEval.Detection;

namespace CensorshipEval.Conformance;

/// <summary>Reads the rows of one file and gathers what is wrong with them.</summary>
internal sealed class LabelledAnswerReader(string path, Func<string, string>? unnamedModel, List<InputError> errors)
{
    private static readonly Dictionary<string, AnswerLabel> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["answer"] = AnswerLabel.Answer, ["partial"] = AnswerLabel.Partial, ["evasive"] = AnswerLabel.Evasive, ["refusal"] = AnswerLabel.Refusal,
    };

    private readonly Dictionary<string, int> _lineOf = new(StringComparer.Ordinal);

    /// <summary>The row; <see langword="null"/> when it has errors.</summary>
    public LabelledAnswer? Read(JsonLine line)
    {
        errors.AddRange(line.Errors);
        if (line.Errors.Count > 0) return null;
        JsonValue record = line.Record;
        int before = errors.Count;
        string? id = Required(record, "id");
        if (id is not null && !_lineOf.TryAdd(id, line.Number))
            errors.Add(new InputError(record.Source, record.Line, "id", $"the id of line {_lineOf[id]} again ({VisibleText.Quote(id)})", "an id of its own"));
        string? source = record.ReadOptionalString("source", errors);
        string? model = unnamedModel is null || record.TryGet("model", out _) ? Required(record, "model") : null;
        LanguageTag? language = record.ReadLanguage("language", errors);
        string? prompt = record.ReadString("prompt", errors);
        string? response = record.ReadString("response", errors);
        AnswerLabel? label = ReadLabel(record);
        string? finishReason = record.ReadOptionalString("finishReason", errors);
        string? reasoning = record.ReadOptionalString("reasoning", errors);
        if (errors.Count > before) return null;

        // Recordings of models that reason in the text carry the reasoning in front of the answer.
        if (reasoning is null) (reasoning, response) = ReasoningPreamble.Split(response!);
        return new LabelledAnswer
        {
            Id = id!,
            Source = string.IsNullOrWhiteSpace(source) ? Path.GetFileNameWithoutExtension(path) : source,
            Model = model ?? unnamedModel!(prompt!),
            Language = language!.Value,
            Prompt = prompt!,
            Response = response!,
            Label = label!.Value,
            FinishReason = finishReason,
            Reasoning = reasoning,
        };
    }

    private string? Required(JsonValue record, string name)
    {
        string? text = record.ReadString(name, errors);
        if (text is null || !string.IsNullOrWhiteSpace(text)) return text;
        errors.Add(new InputError(record.Source, record.Line, name, "an empty text", "a text"));
        return null;
    }

    private AnswerLabel? ReadLabel(JsonValue record)
    {
        if (record.ReadString("label", errors) is not { } text) return null;
        if (Labels.TryGetValue(text, out AnswerLabel label)) return label;
        errors.Add(new InputError(record.Source, record.Line, "label", VisibleText.Quote(text), $"one of {string.Join(", ", Labels.Keys)}"));
        return null;
    }
}
