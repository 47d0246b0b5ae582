using System.Globalization;
using System.Text.Json;

namespace CensorshipEval.Clients;

/// <summary>An error in a response, in any of the shapes that providers use.</summary>
/// <param name="Code">The code that says that it is a block, where one does; otherwise the most specific that is given.</param>
/// <param name="Message">The message.</param>
internal sealed record ProviderError(string? Code, string Message)
{
    private const int LongestMessage = 2_000;

    /// <summary>What kind of error its codes and its message make it.</summary>
    public ErrorMeaning Meaning { get; private init; }

    /// <summary>Whether it says that content was blocked.</summary>
    public bool IsBlock => Meaning is ErrorMeaning.Block;

    /// <summary>
    /// Reads the error of a body: OpenAI and most (<c>error</c> as an object or a text), DashScope and Baidu (fields at the top), MiniMax
    /// (<c>base_resp</c>), Gemini (a list of one), others as they are.
    /// </summary>
    public static ProviderError Of(string body, int status, ApiKeySecret key)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind is JsonValueKind.Array && root.GetArrayLength() > 0) root = root[0];
            if (Find(root, status, key) is { } found) return found;
        }
        catch (JsonException)
        {
            // No JSON: the text itself is all there is.
        }

        return new ProviderError(null, Clean(body, key)) { Meaning = ErrorMeanings.OfPage(status) };
    }

    /// <summary>Whether an object holds something that is called an error and tells of one; some servers send the field empty with every piece.</summary>
    public static bool IsIn(JsonElement holder) =>
        (holder.TryGetProperty("error", out JsonElement error) && TellsSomething(error)) || MiniMaxCode(holder) is not null;

    /// <summary>The error inside an object, or <see langword="null"/> when it has none.</summary>
    public static ProviderError? Find(JsonElement root, int status, ApiKeySecret key)
    {
        if (root.ValueKind is not JsonValueKind.Object) return null;
        if (root.TryGetProperty("error", out JsonElement error) && TellsSomething(error))
        {
            if (error.ValueKind is JsonValueKind.String) return New([Text(root, "code")], JsonText.Of(error), root, status, key);
            // Azure OpenAI tells the policy only inside.
            string? inner = error.TryGetProperty("innererror", out JsonElement more) && more.ValueKind is JsonValueKind.Object ? Text(more, "code") : null;
            return New([inner, Text(error, "code"), Text(error, "type")], Text(error, "message") ?? error.GetRawText(), error, status, key);
        }

        if (MiniMaxCode(root) is { } number)
        {
            string told = Text(root.GetProperty("base_resp"), "status_msg") ?? "";
            return new ProviderError(number, Clean(told, key)) { Meaning = ErrorMeanings.OfMiniMax(number) };
        }

        string? code = Text(root, "error_code") ?? Text(root, "code") ?? Text(root, "errorCode");
        string? message = Text(root, "error_msg") ?? Text(root, "message") ?? Text(root, "msg") ?? Text(root, "detail");
        if ((code is null && message is null) || (code is "0" && status == 200)) return null;
        return New([code, Text(root, "type")], message ?? root.GetRawText(), root, status, key);
    }

    private static ProviderError New(string?[] codes, string message, JsonElement holder, int status, ApiKeySecret key)
    {
        string?[] clean = Array.ConvertAll(codes, code => code is null ? null : SurrogateHalves.Replace(key.FromError(code)));
        var error = new ProviderError(
            Array.Find(clean, BlockErrors.IsBlock) ?? (IsFlagged(holder) ? BlockErrors.FlaggedInput : null) ?? Array.Find(clean, static code => code is not null), Clean(message, key));
        return error with { Meaning = ErrorMeanings.Of(error, clean, Text(holder, "param"), status) };
    }

    // OpenRouter's word on what it did not pass on.
    private static bool IsFlagged(JsonElement error) =>
        error.TryGetProperty("metadata", out JsonElement metadata) && metadata.ValueKind is JsonValueKind.Object && metadata.TryGetProperty("flagged_input", out _);

    private static bool TellsSomething(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => !string.IsNullOrWhiteSpace(JsonText.Of(error)),
        JsonValueKind.Object => error.EnumerateObject().Any(static field => field.Value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined => false,
            JsonValueKind.String => !string.IsNullOrWhiteSpace(JsonText.Of(field.Value)),
            JsonValueKind.Number => field.Value.GetRawText() is not "0",
            JsonValueKind.Object => field.Value.EnumerateObject().Any(),
            JsonValueKind.Array => field.Value.GetArrayLength() > 0,
            _ => true,
        }),
        _ => false,
    };

    private static string? MiniMaxCode(JsonElement root) =>
        root.TryGetProperty("base_resp", out JsonElement told) && told.ValueKind is JsonValueKind.Object && Text(told, "status_code") is { } code &&
        !(long.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number == 0)
            ? code
            : null;

    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => JsonText.Of(value) is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    // The key goes before the cut, which could leave half of it.
    private static string Clean(string message, ApiKeySecret key)
    {
        string clean = SurrogateHalves.Replace(key.FromRaw(message));
        return clean.Length <= LongestMessage ? clean : clean[..LongestMessage] + "…";
    }
}
