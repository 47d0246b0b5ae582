namespace CensorshipEval.Running;

/// <summary>Where exchanges come from: live models, simulated ones, or recorded answers. Thread-safe.</summary>
public interface IExchangeSource
{
    /// <summary>Whether the source can give this trial. What it cannot give is no part of the run: recordings have gaps.</summary>
    bool Has(TrialKey key) => true;

    /// <summary>Whether asking twice gives the same: what failed in a recording is not asked again.</summary>
    bool IsRecorded => false;

    /// <summary>
    /// Gets the exchange. A failure of transport is an exchange with an <see cref="Exchange.Error"/>;
    /// an exception stops the run, since every further call would meet the same.
    /// </summary>
    ValueTask<Exchange> ObtainAsync(TrialRequest request, CancellationToken cancellationToken = default);
}
