using CensorshipEval.Running;

namespace CensorshipEval.Costs;

/// <summary>A source whose calls are counted.</summary>
internal sealed class MeteredSource(IExchangeSource inner, CostMeter meter) : IExchangeSource
{
    public bool IsRecorded => inner.IsRecorded;

    public bool Has(TrialKey key) => inner.Has(key);

    public async ValueTask<Exchange> ObtainAsync(TrialRequest request, CancellationToken cancellationToken = default)
    {
        decimal reserved = await meter.ReserveAsync(request, cancellationToken).ConfigureAwait(false);
        Exchange? exchange = null;
        try
        {
            return exchange = await inner.ObtainAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            meter.Settle(reserved, exchange);
        }
    }
}
