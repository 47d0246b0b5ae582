using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>Lets so many calls through at a time; a streamed call counts until its stream ends. Calls wait in the order in which they came.</summary>
public sealed class ConcurrencyChatClient : DelegatingChatClient
{
    private readonly SemaphoreSlim _places;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="limit">Calls in flight at most; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public ConcurrencyChatClient(IChatClient innerClient, int limit)
        : base(innerClient)
    {
        if (limit < 1) throw new ArgumentOutOfRangeException(nameof(limit), limit, $"The limit of concurrent calls is {limit}; expected at least 1.");
        _places = new SemaphoreSlim(limit);
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await foreach (ChatResponseUpdate update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
                yield return update;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _places.Dispose();
        base.Dispose(disposing);
    }
}
