using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Running;

/// <summary>Numbers the failed attempts at each trial on, over all calls of a run, and logs them.</summary>
internal sealed class FailedAttempts(IExchangeSource source, ILogger logger)
{
    private readonly ConcurrentDictionary<TrialKey, int> _last = new();

    /// <summary>Whether any is on record that has no answer behind it.</summary>
    public bool Any(TrialKey key) => _last.ContainsKey(key);

    /// <summary>One that the store holds.</summary>
    public void Add(Attempt stored) => _last[stored.Exchange.Key] = stored.Number;

    /// <summary>The attempts of a call that failed, in order: those that were tried again within it, and the last where it failed too.</summary>
    public List<Attempt> Of(Exchange exchange, bool failed)
    {
        var attempts = new List<Attempt>();
        int number = _last.GetValueOrDefault(exchange.Key);

        // What a recording tells of its own attempts were another run's; and what failed here would be out of its reach.
        if (!source.IsRecorded)
        {
            foreach (ExchangeError error in CallMetadata.FailedAttemptsOf(exchange))
                attempts.Add(new Attempt(new Exchange { Key = exchange.Key, Target = exchange.Target, Prompt = exchange.Prompt, Error = error }, ++number));
        }

        if (failed)
        {
            attempts.Add(new Attempt(exchange, ++number));
            _last[exchange.Key] = number;
        }

        foreach (Attempt attempt in attempts) RunLog.AttemptFailed(logger, attempt.Number, exchange.Key, attempt.Exchange.Error?.Code ?? "", attempt.Exchange.Error?.HttpStatus);
        return attempts;
    }
}
