using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>
/// Puts middleware around a chat client; what is added first is outermost. It has the semantics of Microsoft's <c>ChatClientBuilder</c>, whose
/// <c>Use(inner => …)</c> takes the same middleware, for apps that do not reference that package.
/// </summary>
public sealed class ChatPipelineBuilder
{
    private readonly IChatClient _provider;
    private readonly List<Func<IChatClient, IChatClient>> _layers = [];

    /// <summary>Begins with the client that speaks to the provider.</summary>
    public ChatPipelineBuilder(IChatClient provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _provider = provider;
    }

    /// <summary>Adds a layer inside those added before.</summary>
    public ChatPipelineBuilder Use(Func<IChatClient, IChatClient> layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        _layers.Add(layer);
        return this;
    }

    /// <summary>Builds the client.</summary>
    public IChatClient Build()
    {
        IChatClient client = _provider;
        for (int i = _layers.Count - 1; i >= 0; i--) client = _layers[i](client);
        return client;
    }
}
