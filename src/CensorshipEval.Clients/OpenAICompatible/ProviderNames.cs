namespace CensorshipEval.Clients;

/// <summary>Providers by their hosts, under the names of OpenTelemetry's conventions where those have one.</summary>
internal static class ProviderNames
{
    private static readonly (string Host, string Name)[] Hosts =
    [
        ("openai.com", "openai"), ("openai.azure.com", "azure.ai.openai"), ("services.ai.azure.com", "azure.ai.inference"), ("deepseek.com", "deepseek"),
        ("mistral.ai", "mistral_ai"), ("groq.com", "groq"), ("x.ai", "x_ai"), ("moonshot.ai", "moonshot_ai"), ("moonshot.cn", "moonshot_ai"),
        ("perplexity.ai", "perplexity"), ("cohere.com", "cohere"), ("generativelanguage.googleapis.com", "gcp.gemini"), ("aiplatform.googleapis.com", "gcp.vertex_ai"),
    ];

    public static string Of(Uri endpoint)
    {
        foreach ((string host, string name) in Hosts)
        {
            if (endpoint.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || endpoint.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase)) return name;
        }

        return "openai-compatible";
    }
}
