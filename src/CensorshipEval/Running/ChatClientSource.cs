using CensorshipEval.Clients;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Running;

/// <summary>
/// Asks chat clients. Streams by default, since only a stream shows what was retracted. Each request is a conversation of its own.
/// Failures of transport become exchanges with an error; any other exception of a client stops the run.
/// Each exchange tells in its metadata, as <c>callsInFlight</c>, how many calls to its target were under way when it was sent, itself included.
/// Through the pipeline of these packages, that number and the times are those of the last attempt as the provider saw it, and what the call waited
/// before it, for a permit or between attempts, is told as <c>waitedMs</c>; of any other client, they are those of the call.
/// </summary>
public sealed class ChatClientSource : IExchangeSource
{
    private readonly Func<Target, IChatClient> _clientOf;
    private readonly TimeProvider _time;
    private readonly bool _stream;
    private readonly CallsInFlight _calls;

    /// <summary>Creates the source.</summary>
    /// <param name="clientOf">The client for a target; called once per request, so give back the same one. The caller disposes clients.</param>
    /// <param name="stream">Whether to stream. Default yes.</param>
    /// <param name="timeProvider">Clock; the system's by default.</param>
    public ChatClientSource(Func<Target, IChatClient> clientOf, bool stream = true, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(clientOf);
        _clientOf = clientOf;
        _stream = stream;
        _time = timeProvider ?? TimeProvider.System;
        _calls = new CallsInFlight(_time);
    }

    /// <inheritdoc/>
    public async ValueTask<Exchange> ObtainAsync(TrialRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        IChatClient client = _clientOf(request.Target);
        IReadOnlyList<ChatMessage> messages = request.Target.SystemPrompt is { } system
            ? [new ChatMessage(ChatRole.System, system), new ChatMessage(ChatRole.User, request.Prompt.Text)]
            : [new ChatMessage(ChatRole.User, request.Prompt.Text)];
        using CallsInFlight.Call call = _calls.Enter(request.Target.Id);
        var recorder = new ExchangeRecorder(request, call, _time);
        CallWatch.Current = call;
        try
        {
            if (_stream)
            {
                await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(messages, OptionsFor(request), cancellationToken).ConfigureAwait(false))
                    recorder.Add(update);
            }
            else
            {
                recorder.Add(await client.GetResponseAsync(messages, OptionsFor(request), cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (TransportFailure.Describe(exception, cancellationToken) is { } error)
        {
            recorder.Fail(error, (exception as ChatTransportException)?.RequestId, TransportFailure.FailedAttemptsOf(exception));
        }

        return call.NoteOn(recorder.Complete());
    }

    private static ChatOptions OptionsFor(TrialRequest request) => new()
    {
        ModelId = request.Target.Model,
        Temperature = request.Target.Sampling.Temperature,
        TopP = request.Target.Sampling.TopP,
        MaxOutputTokens = request.Target.Sampling.MaxOutputTokens,
        AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.TrialKey] = request.Key },
    };
}
