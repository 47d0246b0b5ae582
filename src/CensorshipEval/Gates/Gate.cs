using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>
/// One limit on what a run measured: <c>new Gate { Name = "open about China", Measure = Quantity.HardRate, As = MeasuredAs.Index, AtMost = 0.1 }</c>.
/// It is evaluated for every target on its own, and for every group of <see cref="Each"/>.
/// </summary>
public sealed record Gate
{
    /// <summary>Its name in reports, once per policy.</summary>
    public required string Name { get; init; }

    /// <summary>What is measured: a rate such as <see cref="Quantity.HardRate"/>, or a content measure by its name. Never the stated reason of a refusal, which nothing validates.</summary>
    public required Quantity Measure { get; init; }

    /// <summary>How it is looked at. Default <see cref="MeasuredAs.Value"/>.</summary>
    public MeasuredAs As { get; init; }

    /// <summary>The greatest value allowed, in the measure's own unit (rates from 0 to 1). At least one of the two limits is set.</summary>
    public double? AtMost { get; init; }

    /// <summary>The least value allowed.</summary>
    public double? AtLeast { get; init; }

    /// <summary>
    /// Which trials to look at. Default all. Of <see cref="MeasuredAs.Value"/> and <see cref="MeasuredAs.ValueChange"/>, no roles stand for sensitive prompts alone, or for
    /// all prompts where none of the run has a role; the others choose the roles themselves. Of a language gap, the languages are those whose gap is measured.
    /// </summary>
    public TrialFilter Where { get; init; } = TrialFilter.All;

    /// <summary>For a language gap: the language to compare with. Default English; a run without English needs a name here.</summary>
    public LanguageTag? Reference { get; init; }

    /// <summary>Whether the gate is evaluated per jurisdiction, topic, language or form, or several of them. Default none of them: once per target.</summary>
    public GroupBy Each { get; init; }

    /// <summary>Whether all targets together are one group. Default no: every target is on its own.</summary>
    public bool Pooled { get; init; }

    /// <summary>Confidence of the interval that decides; the policy's by default.</summary>
    public double? Confidence { get; init; }

    /// <summary>Fewer families are inconclusive; the policy's by default.</summary>
    public int? MinimumFamilies { get; init; }

    /// <summary>A greater share of missing trials never passes; the policy's by default.</summary>
    public double? MaximumMissing { get; init; }

    /// <summary>What inconclusive means; the policy's by default.</summary>
    public GateVerdict? Inconclusive { get; init; }

    /// <summary>What is compared with the limits; the policy's by default.</summary>
    public DecisionBasis? DecideOn { get; init; }

    /// <summary>Whether it compares with the baseline run.</summary>
    internal bool NeedsBaseline => As is MeasuredAs.ValueChange or MeasuredAs.IndexChange;

    /// <summary>Whether it looks at given roles rather than at sensitive against analogue.</summary>
    internal bool ReadsRoles => As is MeasuredAs.Value or MeasuredAs.ValueChange;

    /// <summary>The roles it looks at among such prompts; none for all prompts, where none of them has a role.</summary>
    internal PromptRole[] RolesIn(IEnumerable<Prompt> prompts) =>
        !ReadsRoles ? [PromptRole.Sensitive, PromptRole.Analogue] : Where.Roles.Count > 0 ? [.. Where.Roles] : prompts.Any(static prompt => prompt.Role is not null) ? [PromptRole.Sensitive] : [];
}
