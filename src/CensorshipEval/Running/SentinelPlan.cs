namespace CensorshipEval.Running;

/// <summary>Prompts that are asked again and again from the start of a run to its end, so that drift of a provider shows.</summary>
public sealed record SentinelPlan
{
    /// <summary>Ids of prompts of the plan.</summary>
    public required IReadOnlyList<string> PromptIds { get; init; }

    /// <summary>How often each is asked beyond its normal samples, evenly spread; at least 2.</summary>
    public int Repeats { get; init; } = 5;
}
