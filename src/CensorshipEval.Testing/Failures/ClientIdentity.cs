using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>Whom a client asks, as far as it says so.</summary>
internal static class ClientIdentity
{
    private const string Unknown = "unknown model";

    public static Target Of(IChatClient client, string? model, string? systemPrompt, SamplingOptions sampling)
    {
        var metadata = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        string name = !string.IsNullOrWhiteSpace(model) ? model : !string.IsNullOrWhiteSpace(metadata?.DefaultModelId) ? metadata.DefaultModelId : Unknown;
        return new Target { Id = name, Model = name, Endpoint = WithoutSecrets(metadata?.ProviderUri), SystemPrompt = systemPrompt, Sampling = sampling };
    }

    /// <summary>A client that is not asked for a model by a name that nobody gave.</summary>
    public static IChatClient Asked(IChatClient client, Target target, string? model) =>
        string.IsNullOrWhiteSpace(model) ? new OwnModel(client, target.Model) : client;

    private static Uri? WithoutSecrets(Uri? uri) =>
        uri is { IsAbsoluteUri: true } ? new UriBuilder(uri) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri : null;

    // Its own default stands, whatever that is; the caller's client is not disposed here.
    private sealed class OwnModel(IChatClient inner, string model) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            base.GetResponseAsync(messages, Without(options), cancellationToken);

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            base.GetStreamingResponseAsync(messages, Without(options), cancellationToken);

        private ChatOptions? Without(ChatOptions? options)
        {
            if (options?.ModelId != model) return options;
            ChatOptions own = options.Clone();
            own.ModelId = null;
            return own;
        }
    }
}
