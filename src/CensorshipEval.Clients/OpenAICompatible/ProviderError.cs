using System.Text.Json;

namespace CensorshipEval.Clients;

/// <summary>An error in a response, in any of the shapes that providers use.</summary>
/// <param name="Code">The most specific code that is given.</param>
/// <param name="Message">The message.</param>
internal sealed record ProviderError(string? Code, string Message)
{
    private const int LongestMessage = 2_000;

    /// <summary>Reads the error of a body: OpenAI and most (<c>error</c> as an object or a text), DashScope and Baidu (fields at the top), others as they are.</summary>
    public static ProviderError Of(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (Find(document.RootElement) is { } found) return found;
        }
        catch (JsonException)
        {
            // No JSON: the text itself is all there is.
        }

        return new ProviderError(null, Cut(body));
    }

    /// <summary>The error inside an object, or <see langword="null"/> when it has none.</summary>
    public static ProviderError? Find(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object) return null;
        if (root.TryGetProperty("error", out JsonElement error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            return error.ValueKind is JsonValueKind.String
                ? new ProviderError(Text(root, "code"), Cut(error.GetString()!))
                : new ProviderError(InnerCode(error) ?? Text(error, "code") ?? Text(error, "type"), Cut(Text(error, "message") ?? error.GetRawText()));
        }

        string? code = Text(root, "error_code") ?? Text(root, "code") ?? Text(root, "errorCode");
        string? message = Text(root, "error_msg") ?? Text(root, "message") ?? Text(root, "msg") ?? Text(root, "detail");
        return code is null && message is null ? null : new ProviderError(code, Cut(message ?? root.GetRawText()));
    }

    // Azure OpenAI tells the policy only inside.
    private static string? InnerCode(JsonElement error) =>
        error.TryGetProperty("innererror", out JsonElement inner) && inner.ValueKind is JsonValueKind.Object ? Text(inner, "code") : null;

    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    private static string Cut(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
}
