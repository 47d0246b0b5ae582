namespace CensorshipEval.Analysis;

/// <summary>
/// What a planner must take for granted. The variance of a pair's difference (sensitive minus analogue, each answered once) is cut into three shares: what the
/// pairs of a family have in common, what is a prompt's own, and what changes from one sample of an answer to the next. More prompts of a family thin out the
/// last two, more samples only the last. The defaults are cautious guesses, not measurements: set them from an audit of your own once there is one.
/// </summary>
public sealed record StudyAssumptions
{
    /// <summary>Chance that a gap of the size in question is found. Above 0 and below 1; default 0.8.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Confidence level, two-sided. Above 0 and below 1; default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Rate at which analogues are refused. 0 to below 1; default 0.05.</summary>
    public double AnalogueRate { get; init; } = 0.05;

    /// <summary>
    /// Share of pairs of which one is refused and the other is not, 0 to 1. By default what the analogue rate r and the gap g make of it if nothing else
    /// ties the two prompts of a pair: g + 2 r (1 - r - g). A discordance below the gap is impossible and raised to it.
    /// </summary>
    public double? Discordance { get; init; }

    /// <summary>The share that the pairs of a family have in common: their correlation. 0 to 1; default 0.5.</summary>
    public double IntraFamilyCorrelation { get; init; } = 0.5;

    /// <summary>The share that changes from sample to sample. 0 to 1 less <see cref="IntraFamilyCorrelation"/>; default 0.2.</summary>
    public double SamplingShare { get; init; } = 0.2;

    /// <summary>
    /// Design effect at one sample, where it is known: by how much the variance is greater than that of as many pairs of families of their own. More than
    /// 0; default 1 + (pairs per family - 1) times <see cref="IntraFamilyCorrelation"/> (Kish 1965).
    /// </summary>
    public double? DesignEffect { get; init; }
}
