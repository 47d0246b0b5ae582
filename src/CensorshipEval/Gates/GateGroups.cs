using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>The groups that a gate asks for.</summary>
internal static class GateGroups
{
    /// <summary>Every combination of the values that are listed for the keys it is evaluated by; <see langword="null"/> in place of a key without a list. None where nothing is listed.</summary>
    public static IReadOnlyList<TrialGroup> Listed(Gate gate)
    {
        IEnumerable<TrialGroup> all = [default];
        all = Times(GroupBy.Jurisdiction, gate.Where.Jurisdictions, static (group, value) => group with { Jurisdiction = value });
        all = Times(GroupBy.Topic, gate.Where.Topics, static (group, value) => group with { Topic = value });
        all = Times(GroupBy.Language, gate.Where.Languages, static (group, value) => group with { Language = value });
        all = Times(GroupBy.Form, gate.Where.Forms, static (group, value) => group with { Form = value });
        return [.. all.Where(static group => group != default)];

        IEnumerable<TrialGroup> Times<T>(GroupBy key, IReadOnlyList<T> values, Func<TrialGroup, T, TrialGroup> with)
        {
            IEnumerable<TrialGroup> before = all;
            return !gate.Each.HasFlag(key) || values.Count == 0 ? before : [.. before.SelectMany(group => values.Select(value => with(group, value)))];
        }
    }

    /// <summary>Whether a group is one of those that a listed one stands for.</summary>
    public static bool Covers(TrialGroup listed, TrialGroup group) =>
        (listed.Jurisdiction is null || group.Jurisdiction == listed.Jurisdiction) && (listed.Topic is null || group.Topic == listed.Topic) &&
        (listed.Language is null || group.Language == listed.Language) && (listed.Form is null || group.Form == listed.Form);
}
