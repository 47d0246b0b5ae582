using System.Text.Json;

namespace CensorshipEval.Storage;

/// <summary>Writes a batch: all of it is checked before any of it is stored.</summary>
internal static class InMemoryBatch
{
    public static void Write(RunBatch batch, IReadOnlyDictionary<string, InMemoryRun> runs)
    {
        var added = new HashSet<TrialKey>();
        foreach (Exchange exchange in batch.Exchanges)
        {
            Check(exchange);
            if (Run(exchange.Key).Find(exchange.Key) is not null || !added.Add(exchange.Key))
                throw new RunStoreException($"Exchange {exchange.Key} of run '{exchange.Key.RunId}' is stored already; a stored exchange never changes.");
        }

        foreach (Attempt attempt in batch.Attempts) Check(attempt.Exchange);
        foreach (TrialKey key in batch.Verdicts.Select(verdict => verdict.Key).Concat(batch.Measurements.Select(measurement => measurement.Key)))
        {
            if (!added.Contains(key) && Run(key).Find(key) is null)
                throw new RunStoreException($"There is no exchange {key} in run '{key.RunId}'. A verdict or measurement needs an exchange that is stored.");
        }

        foreach (Exchange exchange in batch.Exchanges) Run(exchange.Key).Add(exchange);
        foreach (Attempt attempt in batch.Attempts) Run(attempt.Exchange.Key).Add(attempt);
        foreach ((TrialKey key, Verdict verdict) in batch.Verdicts) Run(key).Find(key)!.Set(verdict);
        foreach ((TrialKey key, Measurement measurement) in batch.Measurements) Run(key).Find(key)!.Set(measurement);

        void Check(Exchange exchange)
        {
            Run(exchange.Key).Check(exchange);
            string? without = exchange.Metadata.FirstOrDefault(item => item.Value.ValueKind is JsonValueKind.Undefined).Key;
            if (without is not null) throw new RunStoreException($"The metadata '{without}' have no value. Expected any JSON value, null included.");
        }

        InMemoryRun Run(TrialKey key) => runs.GetValueOrDefault(key.RunId)
            ?? throw new RunStoreException($"There is no run '{key.RunId}'. Create it before writing to it.");
    }
}
