using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>Counts the families that gates have and need.</summary>
internal static class GateNeeds
{
    private const int Most = 1_000_000;

    /// <summary>One for every group of the gate.</summary>
    public static IEnumerable<GateNeed> Of(Gate gate, IReadOnlyList<Prompt> prompts)
    {
        int? needed = Needed(gate);
        PromptRole[] roles = gate.RolesIn(prompts);
        TrialFilter where = gate.Where;
        bool gap = gate.As is MeasuredAs.LanguageGap;
        Prompt[] fitting = [.. prompts.Where(prompt => (roles.Length == 0 || (prompt.Role is { } role && roles.Contains(role))) && GatePlanCheck.Fits(gap ? where with { Languages = [] } : where, prompt))];
        foreach (IGrouping<TrialGroup, Prompt> group in fitting.GroupBy(prompt => KeyOf(gate.Each, prompt)).OrderBy(static group => group.Key))
        {
            if (!gap)
            {
                yield return new GateNeed(gate, group.Key, gate.ReadsRoles ? group.Select(static prompt => prompt.Cluster).Distinct(StringComparer.Ordinal).Count() : Count(Pairs(group)), needed);
                continue;
            }

            LanguageTag reference = gate.Reference ?? GatePlanCheck.English;
            ILookup<LanguageTag, (string Family, PromptForm? Form)> pairs = Pairs(group).ToLookup(static pair => pair.Language, static pair => (pair.Family, pair.Form));
            foreach (LanguageTag language in pairs.Select(static pair => pair.Key).Where(language => language != reference && (where.Languages.Count == 0 || where.Languages.Contains(language))).Order())
                yield return new GateNeed(gate, group.Key with { Language = language }, pairs[language].Intersect(pairs[reference]).Select(static pair => pair.Family).Distinct(StringComparer.Ordinal).Count(), needed);
        }
    }

    // As far as the interval reaches when every family is alike: that of a rate to one side of 0, of a difference as far, and of two differences by the root of two.
    private static int? Needed(Gate gate)
    {
        int least = gate.MinimumFamilies ?? 1;
        if (gate.DecideOn is DecisionBasis.Estimate) return least;
        if (gate.Measure.Scale is not { } scale) return null;
        double limit = gate.As is MeasuredAs.Value
            ? Math.Min(gate.AtMost ?? scale, scale - (gate.AtLeast ?? 0))
            : Math.Min(gate.AtMost ?? double.PositiveInfinity, -gate.AtLeast ?? double.PositiveInfinity);
        double factor = gate.As is MeasuredAs.LanguageGap or MeasuredAs.IndexChange ? Math.Sqrt(2) : 1;
        bool Passes(int families) => factor * scale * RateInterval.EffectiveWilson(0, families, gate.Confidence!.Value).High <= limit + 1e-12;
        if (!Passes(Most)) return null;
        int low = 0, high = Most;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (Passes(middle)) high = middle;
            else low = middle;
        }

        return Math.Max(least, high);
    }

    private static IEnumerable<(string Family, PromptForm? Form, LanguageTag Language)> Pairs(IEnumerable<Prompt> prompts) => prompts
        .GroupBy(static prompt => (prompt.Cluster, prompt.Form, prompt.Language))
        .Where(static pair => pair.Any(static prompt => prompt.Role is PromptRole.Sensitive) && pair.Any(static prompt => prompt.Role is PromptRole.Analogue))
        .Select(static pair => pair.Key);

    private static int Count(IEnumerable<(string Family, PromptForm? Form, LanguageTag Language)> pairs) => pairs.Select(static pair => pair.Family).Distinct(StringComparer.Ordinal).Count();

    private static TrialGroup KeyOf(GroupBy by, Prompt prompt) => new(
        Jurisdiction: by.HasFlag(GroupBy.Jurisdiction) ? prompt.Jurisdiction : null, Topic: by.HasFlag(GroupBy.Topic) ? prompt.Topic : null,
        Language: by.HasFlag(GroupBy.Language) ? prompt.Language : null, Form: by.HasFlag(GroupBy.Form) ? prompt.Form : null);
}
