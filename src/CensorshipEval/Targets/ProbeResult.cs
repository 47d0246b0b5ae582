namespace CensorshipEval.Targets;

/// <summary>What a probe of a target found.</summary>
public sealed record ProbeResult
{
    /// <summary>The target.</summary>
    public required Target Target { get; init; }

    /// <summary>What is wrong, and what to look at; <see langword="null"/> when the target can be asked.</summary>
    public string? Problem { get; init; }

    /// <summary>What can be asked all the same, and should be known: no streaming, another model, an empty answer.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The exchange; <see langword="null"/> when the endpoint refused the call as such.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>Whether the target can be asked.</summary>
    public bool IsReady => Problem is null;
}
