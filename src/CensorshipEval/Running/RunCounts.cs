namespace CensorshipEval.Running;

/// <summary>What one carrying-out of a run has done so far.</summary>
internal sealed class RunCounts
{
    private long _trials;
    private long _failedTrials;
    private long _failedAttempts;

    public long Trials => Interlocked.Read(ref _trials);

    public long FailedTrials => Interlocked.Read(ref _failedTrials);

    public long FailedAttempts => Interlocked.Read(ref _failedAttempts);

    public void Add(Trial trial)
    {
        Interlocked.Increment(ref _trials);
        if (trial.Verdict.Delivery is Delivery.TransportError) Interlocked.Increment(ref _failedTrials);
    }

    public void AddFailedAttempts(int count) => Interlocked.Add(ref _failedAttempts, count);
}
