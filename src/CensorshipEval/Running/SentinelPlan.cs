namespace CensorshipEval.Running;

/// <summary>Prompts that are asked again and again from the start of a run to its end, so that drift of a provider shows.</summary>
public sealed record SentinelPlan
{
    /// <summary>Ids of prompts of the plan.</summary>
    public required IReadOnlyList<string> PromptIds { get; init; }

    /// <summary>How often each is asked beyond its normal samples, evenly spread; at least 2.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>
    /// Draws sentinels for a run with live models: at most six, taking turns over the roles (sensitive, analogue, benign, neutral, safety control, none)
    /// and as far as there is a choice from different families and in different languages; multiple choice only where there is nothing else. Six
    /// prompts of eight repeats cost 48 calls per target, and show a model that is replaced halfway if from then on two of them are withheld that never
    /// were before, and the others stay as they were.
    /// </summary>
    /// <param name="prompts">Prompts of the plan; at least one.</param>
    /// <param name="seed">Seed of the draw; the same prompts and seed give the same sentinels, whatever the order of the prompts. Default 1.</param>
    /// <param name="repeats">How often each is asked, at least 2. Default 8.</param>
    /// <exception cref="ArgumentException">There are no prompts.</exception>
    public static SentinelPlan Default(IReadOnlyList<Prompt> prompts, int seed = 1, int repeats = 8)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 2);
        if (prompts.Count == 0) throw new ArgumentException("There is no prompt that could be a sentinel.", nameof(prompts));
        return new SentinelPlan { PromptIds = SentinelDraw.Of(prompts, seed), Repeats = repeats };
    }
}
