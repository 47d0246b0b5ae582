namespace CensorshipEval.Clients;

/// <summary>How long one attempt may take.</summary>
public sealed record AttemptTimeoutOptions
{
    /// <summary>Longest time for a whole answer that is not streamed. Default 120 s.</summary>
    public TimeSpan WholeAnswer { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest time to the first update of a stream. Default 60 s: models that reason may be silent for long.</summary>
    public TimeSpan FirstUpdate { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest silence between updates of a stream. Default 60 s.</summary>
    public TimeSpan BetweenUpdates { get; init; } = TimeSpan.FromSeconds(60);
}
