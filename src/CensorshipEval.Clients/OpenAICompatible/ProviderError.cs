using System.Text.Json;

namespace CensorshipEval.Clients;

/// <summary>An error in a response, in any of the shapes that providers use.</summary>
/// <param name="Code">The most specific code that is given.</param>
/// <param name="Message">The message.</param>
/// <param name="Type">The type, where there is one beside the code.</param>
internal sealed record ProviderError(string? Code, string Message, string? Type = null)
{
    // What no repetition mends, where it is told with status 200: codes and types of OpenAI and of what speaks like it, and the HTTP statuses that
    // OpenRouter gives as codes.
    private static readonly string[] Final =
    [
        "invalidapikey", "authenticationerror", "permissiondenied", "permissionerror", "modelnotfound", "invalidmodel", "invalidrequesterror",
        "insufficientquota", "400", "401", "402", "403", "404",
    ];

    /// <summary>Whether every further call would meet it, by code or type.</summary>
    public bool IsFinal => !IsBlock && (Array.IndexOf(Final, BlockErrors.Fold(Code)) >= 0 || Array.IndexOf(Final, BlockErrors.Fold(Type)) >= 0);

    /// <summary>Whether it says that content was blocked.</summary>
    public bool IsBlock => BlockErrors.Match(new ExchangeError { Code = Code, Message = Message }) is not null;

    private const int LongestMessage = 2_000;

    /// <summary>Reads the error of a body: OpenAI and most (<c>error</c> as an object or a text), DashScope and Baidu (fields at the top), others as they are.</summary>
    public static ProviderError Of(string body, ApiKeySecret key)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (Find(document.RootElement, key) is { } found) return found;
        }
        catch (JsonException)
        {
            // No JSON: the text itself is all there is.
        }

        return Clean(null, body, key);
    }

    /// <summary>The error inside an object, or <see langword="null"/> when it has none.</summary>
    public static ProviderError? Find(JsonElement root, ApiKeySecret key)
    {
        if (root.ValueKind is not JsonValueKind.Object) return null;
        if (root.TryGetProperty("error", out JsonElement error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            return error.ValueKind is JsonValueKind.String
                ? Clean(Text(root, "code"), error.GetString()!, key)
                : Clean(InnerCode(error) ?? Text(error, "code") ?? Text(error, "type"), Text(error, "message") ?? error.GetRawText(), key, Text(error, "type"));
        }

        string? code = Text(root, "error_code") ?? Text(root, "code") ?? Text(root, "errorCode");
        string? message = Text(root, "error_msg") ?? Text(root, "message") ?? Text(root, "msg") ?? Text(root, "detail");
        return code is null && message is null ? null : Clean(code, message ?? root.GetRawText(), key);
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

    // The key goes before the cut, which could leave half of it.
    private static ProviderError Clean(string? code, string message, ApiKeySecret key, string? type = null)
    {
        string clean = key.FromRaw(message);
        return new ProviderError(code is null ? null : key.FromError(code), clean.Length <= LongestMessage ? clean : clean[..LongestMessage] + "…", type);
    }
}
