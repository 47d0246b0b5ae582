namespace CensorshipEval.Clients;

/// <summary>How failures of transport are retried. Blocks, refusals and empty answers are answers and never retried.</summary>
public sealed record RetryOptions
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(24);

    /// <summary>Attempts after the first, 0 to 100. Default 4.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>Wait before the first retry, which doubles each time, with jitter, 0 to 24 hours. Default 1 s.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait, also when the provider asks for more by Retry-After, 0 to 24 hours. Default 60 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Called for every attempt that is about to be tried again, before the wait; default none. Calls may come from many threads at once. What it
    /// throws ends the call.
    /// </summary>
    public Action<RetryNotice>? OnRetry { get; init; }

    /// <summary>What is wrong with these options, all of it: which one, what was found, what was expected. Empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors(nameof(RetryOptions));
        errors.Check(MaxRetries is >= 0 and <= 100, nameof(MaxRetries), MaxRetries, "0 to 100");
        errors.Check(BaseDelay >= TimeSpan.Zero && BaseDelay <= LongestDelay, nameof(BaseDelay), BaseDelay, "0 to 24 hours");
        errors.Check(MaxDelay >= TimeSpan.Zero && MaxDelay <= LongestDelay, nameof(MaxDelay), MaxDelay, "0 to 24 hours");
        return errors.All;
    }
}
