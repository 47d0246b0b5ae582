using System.Globalization;
using System.Net.Http.Headers;

namespace CensorshipEval.Clients;

/// <summary>Headers by which gateways say that they did not stay with the first model or host, by their public documentation.</summary>
internal static class GatewayHeaders
{
    private static readonly (string Name, Func<string, bool> Tells)[] Names =
    [
        // LiteLLM: how many fallbacks were tried.
        ("x-litellm-attempted-fallbacks", IsAbove(0)),
        // Cloudflare: which step of the request was answered, from 0.
        ("cf-aig-step", IsAbove(0)),
        // Portkey: the target that answered, as a path such as config.targets[1].
        ("x-portkey-last-used-option-index", static value => value.Any(static c => c is >= '1' and <= '9')),
        // Azure OpenAI: the deployment that was full.
        ("x-ms-spillover-from-deployment", static value => value.Length > 0),
        // ngrok: upstream attempts, and the model behind the last.
        ("ngrok-aig-attempts", IsAbove(1)),
    ];

    // Who it was instead, where one of those speaks.
    private static readonly string[] Details =
        ["x-litellm-model-id", "x-litellm-model-group", "x-litellm-model-api-base", "x-ms-deployment-name", "ngrok-aig-model"];

    /// <summary>What they say, each as <c>name: value</c>; <see langword="null"/> when nothing, as mostly.</summary>
    public static IReadOnlyList<string>? Read(HttpResponseMessage response, ApiKeySecret key)
    {
        List<string>? told = null;
        HttpHeadersNonValidated headers = response.Headers.NonValidated;
        foreach ((string name, Func<string, bool> tells) in Names)
        {
            if (headers.TryGetValues(name, out HeaderStringValues values) && values.ToString() is var value && tells(value.Trim())) (told ??= []).Add($"{name}: {key.FromAnswer(value)}");
        }

        if (told is null) return null;
        foreach (string name in Details)
        {
            if (headers.TryGetValues(name, out HeaderStringValues values)) told.Add($"{name}: {key.FromAnswer(values.ToString())}");
        }

        return told;
    }

    private static Func<string, bool> IsAbove(int bound) => value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > bound;
}
