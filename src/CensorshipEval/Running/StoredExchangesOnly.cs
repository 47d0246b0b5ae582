namespace CensorshipEval.Running;

/// <summary>The source of a run that is only judged again: it is never asked.</summary>
internal sealed class StoredExchangesOnly : IExchangeSource
{
    public ValueTask<Exchange> ObtainAsync(TrialRequest request, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("A stored run is judged without asking anything.");
}
