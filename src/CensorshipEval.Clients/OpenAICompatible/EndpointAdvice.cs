using System.Net;

namespace CensorshipEval.Clients;

/// <summary>Says plainly what is wrong with an endpoint, and what to look at.</summary>
internal static class EndpointAdvice
{
    public static string For(HttpStatusCode status, string? code, OpenAICompatibleOptions options, string message) =>
        $"{options.Address} answered {(int)status}. {For(status, options) ?? For(code, options) ?? "It refuses the request."} It says: {message}";

    /// <summary>What a redirect says; <paramref name="location"/> is <see langword="null"/> where it names no place.</summary>
    public static string ForRedirect(HttpStatusCode status, Uri? location, OpenAICompatibleOptions options) =>
        $"{options.Address} answered {(int)status} and points {(location is null ? "nowhere" : $"to {Place(location)}")}. " +
        "A redirect is not followed, since the key would go with the request: put the new address into the endpoint.";

    /// <summary>What to do where a handler followed a redirect.</summary>
    public static string ForFollowed(Uri answered, HttpMethod method, OpenAICompatibleOptions options) =>
        $"The request to {options.Address} was answered from {Place(answered)} ({method}): the HTTP client followed a redirect, and sent the request and maybe the key there. " +
        "Set AllowAutoRedirect of its handler to false, and put the new address into the endpoint.";

    private static string? For(HttpStatusCode status, OpenAICompatibleOptions options) => status switch
    {
        HttpStatusCode.Unauthorized => options.ApiKey is null ? "It wants a key, and none was given." : "It does not accept the key.",
        HttpStatusCode.Forbidden => "The key may not use this endpoint or model.",
        HttpStatusCode.NotFound => $"There is no such address, or no model '{options.Model}'. The base address usually ends in /v1.",
        HttpStatusCode.PaymentRequired => "The account has no credit.",
        HttpStatusCode.BadRequest => $"It does not accept the request for model '{options.Model}'.",
        _ => null,
    };

    private static string? For(string? code, OpenAICompatibleOptions options) => BlockErrors.Fold(code) switch
    {
        "invalidapikey" or "authenticationerror" or "401" => For(HttpStatusCode.Unauthorized, options),
        "permissiondenied" or "permissionerror" or "403" => For(HttpStatusCode.Forbidden, options),
        "modelnotfound" or "invalidmodel" or "404" => For(HttpStatusCode.NotFound, options),
        "insufficientquota" or "402" => For(HttpStatusCode.PaymentRequired, options),
        "invalidrequesterror" or "400" => For(HttpStatusCode.BadRequest, options),
        _ => null,
    };

    // Without user, query and fragment, which may hold a secret.
    private static string Place(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
