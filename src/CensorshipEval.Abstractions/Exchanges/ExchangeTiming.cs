namespace CensorshipEval;

/// <summary>When an exchange happened and how long it took.</summary>
public sealed record ExchangeTiming
{
    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Until the first update arrived; <see langword="null"/> when not streamed or nothing arrived.</summary>
    public TimeSpan? ToFirstUpdate { get; init; }

    /// <summary>Until the answer was complete or failed.</summary>
    public required TimeSpan Duration { get; init; }
}
