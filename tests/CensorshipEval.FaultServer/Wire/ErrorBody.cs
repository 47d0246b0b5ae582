using System.Text;
using System.Text.Json;

namespace CensorshipEval.Faults.Wire;

/// <summary>Errors in OpenAI's shape, and a blocked request in Azure's.</summary>
internal static class ErrorBody
{
    public static ReadOnlySpan<byte> InputBlocked =>
        """
        {"error":{"message":"The response was filtered due to the prompt triggering the content management policy of this simulated host. Please modify your prompt and retry.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true,"severity":"high"},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"safe"}}}}}
        """u8;

    public static byte[] NoKey { get; } = Of("You did not provide an API key. Send it in the header Authorization, as a bearer token.", "invalid_request_error", "null");

    public static byte[] WrongKey { get; } = Of("Incorrect API key provided.", "invalid_request_error", "\"invalid_api_key\"");

    public static byte[] Malformed { get; } = Of("The body of the request could not be read as JSON with a model and messages.", "invalid_request_error", "null");

    public static byte[] NoAddress { get; } = Of("There is nothing at this address. Chat completions are at POST /v1/chat/completions.", "invalid_request_error", "\"unknown_url\"");

    public static byte[] TooManyRequests { get; } = Of("Rate limit reached for requests.", "requests", "\"rate_limit_exceeded\"");

    public static byte[] ServerError { get; } = Of("The server had an error while processing your request.", "server_error", "null");

    public static byte[] Unavailable { get; } = Of("The engine is currently overloaded, please try again later.", "server_error", "\"overloaded\"");

    public static byte[] NoModel(string model) =>
        Of($"The model '{model}' does not exist or you do not have access to it.", "invalid_request_error", "\"model_not_found\"");

    private static byte[] Of(string message, string type, string code) => Encoding.UTF8.GetBytes(
        $$$"""{"error":{"message":"{{{JsonEncodedText.Encode(message)}}}","type":"{{{type}}}","param":null,"code":{{{code}}}}}""");
}
