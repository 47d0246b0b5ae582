using CensorshipEval.Clients;
using CensorshipEval.Detection;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Running;

/// <summary>Records one call of a trial: the exchange, and beside it when things came and what the call tells of itself.</summary>
internal sealed class ExchangeRecorder
{
    private readonly TimeProvider _time;
    private readonly CallsInFlight.Call _attempt;
    private readonly ExchangeBuilder _exchange;
    private readonly CallMetadata _call = new();
    private TimeSpan? _toFirst;

    public ExchangeRecorder(TrialRequest request, CallsInFlight.Call attempt, TimeProvider time)
    {
        _attempt = attempt;
        _time = time;
        _exchange = new ExchangeBuilder(request.Key, request.Target, request.Prompt);
    }

    public void Add(ChatResponseUpdate update)
    {
        if (update.IsKeepAlive()) return;
        TimeSpan at = _time.GetElapsedTime(_attempt.Start);
        _toFirst ??= at;
        _exchange.Add(update, at);
        Note(update.AdditionalProperties);
    }

    public void Add(ChatResponse response)
    {
        _exchange.Add(response);
        Note(response.AdditionalProperties);
    }

    public void Fail(ExchangeError error, string? requestId = null, IReadOnlyList<ExchangeError>? failedBefore = null)
    {
        _call.RequestId ??= requestId;
        if (failedBefore is { Count: > 0 }) _call.FailedAttempts = failedBefore;
        if (!_exchange.TryFail(error)) _call.LostAfterEnd = error;
    }

    public Exchange Complete()
    {
        Exchange exchange = _exchange.Build();
        return exchange with
        {
            Metadata = _call.ToMetadata(),
            Timing = new ExchangeTiming
            {
                StartedAt = _attempt.StartedAt, ToFirstUpdate = exchange.Stream is null ? null : _toFirst, Duration = _attempt.Duration,
            },
        };
    }

    private void Note(AdditionalPropertiesDictionary? properties)
    {
        if (properties is null) return;
        if (properties.TryGetValue(ResponseSignals.RequestId, out string? requestId)) _call.RequestId = requestId;
        if (properties.TryGetValue(ResponseSignals.FailedAttempts, out IReadOnlyList<ExchangeError>? failures)) _call.FailedAttempts = failures;
        if (properties.TryGetValue(ResponseSignals.Provider, out string? provider)) _call.Provider = provider;
        if (properties.TryGetValue(ResponseSignals.SystemFingerprint, out string? fingerprint)) _call.SystemFingerprint = fingerprint;
        if (properties.TryGetValue(ResponseSignals.Fallbacks, out IReadOnlyList<string>? fallbacks)) _call.Fallbacks = fallbacks;
    }
}
