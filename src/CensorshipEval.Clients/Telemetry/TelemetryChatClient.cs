using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>
/// Tells every call as a span and as metrics, by the names of OpenTelemetry's semantic conventions for generative AI, and never the text of a prompt
/// or an answer. It belongs innermost, around the provider: then each attempt is a span of the provider's own time. When nobody listens it hands
/// calls on as they are.
/// </summary>
public sealed class TelemetryChatClient : DelegatingChatClient
{
    /// <summary>Name of the <see cref="System.Diagnostics.ActivitySource"/> and of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string SourceName = "CensorshipEval.Clients";

    private readonly ChatClientMetadata? _metadata;
    private readonly TimeProvider _time;

    /// <summary>Creates the middleware. Provider, model and server are those that the inner client tells by its <see cref="ChatClientMetadata"/>.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="timeProvider">Clock of the durations; the system's by default.</param>
    public TelemetryChatClient(IChatClient innerClient, TimeProvider? timeProvider = null)
        : base(innerClient)
    {
        _metadata = innerClient.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GenAiInstruments.AnyoneListens ? ObserveAsync(messages, options, cancellationToken) : base.GetResponseAsync(messages, options, cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GenAiInstruments.AnyoneListens ? ObserveStreamAsync(messages, options, cancellationToken) : base.GetStreamingResponseAsync(messages, options, cancellationToken);

    private async Task<ChatResponse> ObserveAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        using var call = new ObservedCall(_metadata, options, streams: false, _time);
        try
        {
            ChatResponse response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
            call.See(response);
            return response;
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> ObserveStreamAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = new ObservedCall(_metadata, options, streams: true, _time);
        IAsyncEnumerator<ChatResponseUpdate> updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (updates.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    call.Resume();
                    if (!await updates.MoveNextAsync().ConfigureAwait(false)) yield break;
                }
                catch (Exception exception)
                {
                    call.Fail(exception);
                    throw;
                }

                call.See(updates.Current);
                yield return updates.Current;
            }
        }
    }
}
