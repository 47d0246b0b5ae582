namespace CensorshipEval.Clients;

/// <summary>How long one attempt may take. Each limit is above 0 and at most 24 days.</summary>
public sealed record AttemptTimeoutOptions
{
    /// <summary>Longest time for a whole answer that is not streamed. Default 120 s.</summary>
    public TimeSpan WholeAnswer { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest time to the first update of a stream. Default 60 s: models that reason may be silent for long.</summary>
    public TimeSpan FirstUpdate { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest silence between updates of a stream. Default 60 s.</summary>
    public TimeSpan BetweenUpdates { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Longest time to the first update or between two, where the server says meanwhile that it is still there: comments in a stream begin the two
    /// limits above anew, up to this, or to the limit itself where that is longer. Default 5 minutes.
    /// </summary>
    public TimeSpan KeptAlive { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with these options, all of it: which one, what was found, what was expected. Empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors(nameof(AttemptTimeoutOptions));
        errors.CheckTimeout(WholeAnswer, nameof(WholeAnswer));
        errors.CheckTimeout(FirstUpdate, nameof(FirstUpdate));
        errors.CheckTimeout(BetweenUpdates, nameof(BetweenUpdates));
        errors.CheckTimeout(KeptAlive, nameof(KeptAlive));
        return errors.All;
    }
}
