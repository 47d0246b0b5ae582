using System.Net;

namespace CensorshipEval.Clients;

/// <summary>Says plainly what is wrong with an endpoint, and what to look at.</summary>
internal static class EndpointAdvice
{
    public static string For(HttpStatusCode status, OpenAICompatibleOptions options, string message)
    {
        string advice = status switch
        {
            HttpStatusCode.Unauthorized => options.ApiKey is null ? "It wants a key, and none was given." : "It does not accept the key.",
            HttpStatusCode.Forbidden => "The key may not use this endpoint or model.",
            HttpStatusCode.NotFound => $"There is no such address, or no model '{options.Model}'. The base address usually ends in /v1.",
            HttpStatusCode.PaymentRequired => "The account has no credit.",
            HttpStatusCode.BadRequest => $"It does not accept the request for model '{options.Model}'.",
            _ => "It refuses the request.",
        };
        return $"{options.Address} answered {(int)status}. {advice} It says: {message}";
    }
}
