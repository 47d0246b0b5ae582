namespace CensorshipEval.Clients;

/// <summary>How failures of transport are retried. Blocks, refusals and empty answers are answers and never retried.</summary>
public sealed record RetryOptions
{
    /// <summary>Attempts after the first, 0 to 100. Default 4.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>Wait before the first retry, which doubles each time, with jitter. Default 1 s.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait, also when the provider asks for more by Retry-After. Default 60 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Called for every attempt that is about to be tried again, before the wait; default none. Calls may come from many threads at once. What it
    /// throws ends the call.
    /// </summary>
    public Action<RetryNotice>? OnRetry { get; init; }
}
