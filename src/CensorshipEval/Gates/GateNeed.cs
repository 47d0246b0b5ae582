using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>How many families a gate needs at least to pass, told before anything is asked.</summary>
/// <param name="Gate">The gate, with the policy's settings where it has none of its own.</param>
/// <param name="Group">What its prompts have in common; the same for every target. Of a language gap, its language.</param>
/// <param name="Families">Families (or prompts without one) of the plan that it looks at; of a change, those of this run, whatever the baseline has.</param>
/// <param name="Needed">
/// Families that pass if nothing at all is withheld, or all of it is well where the limit is from below: real models need more. <see langword="null"/> where no number of them
/// does, or where the measure has no known range.
/// </param>
public sealed record GateNeed(Gate Gate, TrialGroup Group, int Families, int? Needed)
{
    /// <summary>Whether the plan's families can be enough.</summary>
    public bool CanPass => Needed <= Families;

    /// <summary>The group in words: <c>CN, zh-Hans</c>; <c>each target</c> where nothing is told apart.</summary>
    public string GroupName => Group == default ? Gate.Pooled ? "all targets" : "each target" : GateNames.Of(Group).Replace("all targets, ", "", StringComparison.Ordinal);
}
