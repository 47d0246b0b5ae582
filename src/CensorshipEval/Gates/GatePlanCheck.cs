using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Gates;

/// <summary>Finds what a policy names and a run, or its plan, does not have.</summary>
internal static class GatePlanCheck
{
    /// <summary>Measures that every run has.</summary>
    public static readonly string[] Rates = [Quantity.HardRate.Name, Quantity.NonAnswerRate.Name, Quantity.MissingRate.Name];

    /// <summary>What languages are compared with where a gate names none.</summary>
    public static readonly LanguageTag English = LanguageTag.Parse("en");

    public static void Find(GatePolicy policy, EvaluationPlan plan, ModelProvenanceTable? provenance, List<InputError> errors)
    {
        string[] measures = [.. Rates, .. plan.Judges.Measures.Select(static measure => measure.Name)];
        foreach ((int index, Gate gate) in policy.Gates.Index())
        {
            string path = $"gates[{index}]";
            if (!gate.Measure.IsRate && gate.Measure != Quantity.Length && !measures.Contains(gate.Measure.Name, StringComparer.Ordinal))
                Add($"{path}.measure", VisibleText.Quote(gate.Measure.Name), $"a measure of the run: {Shown(measures)}");
            GateMisfit[] misfits = [.. Misfits(gate, plan.Targets, plan.Prompts, provenance is null ? null : model => provenance.Find(model).Country)];
            foreach (GateMisfit misfit in misfits) Add($"{path}.{misfit.Field}", misfit.Found, misfit.Expected);
            if (misfits.Length > 0) continue;
            PromptRole[] roles = gate.RolesIn(plan.Prompts), lacking = [.. roles.Where(role => !plan.Prompts.Any(prompt => prompt.Role == role && Fits(gate.Where, prompt)))];
            bool nothing = roles.Length == 0 ? !plan.Prompts.Any(prompt => Fits(gate.Where, prompt)) : gate.ReadsRoles ? lacking.Length == roles.Length : lacking.Length > 0;
            if (nothing) Add(path, roles.Length == 0 ? "no prompt of the run that fits it" : $"no prompt of the run with the role {string.Join(", ", lacking)} that fits it", "prompts to measure");
            else foreach (TrialGroup lone in GateGroups.Listed(gate).Where(group => !HasAll(gate, In(gate.Where, group), roles, plan.Prompts)))
                Add($"{path}.each", $"nothing of {GateNames.Of(lone)}".Replace("all targets, ", "", StringComparison.Ordinal), "prompts of every combination of what is listed under where, or a gate for each");

            void Add(string field, string found, string expected) => errors.Add(new InputError($"gate {VisibleText.Quote(gate.Name)}", null, field, found, expected));
        }
    }

    /// <summary>What a gate names and these targets and prompts lack, each name by itself and then within the gate's other filters.</summary>
    public static IReadOnlyList<GateMisfit> Misfits(Gate gate, IReadOnlyList<Target> targets, IReadOnlyList<Prompt> prompts, Func<string, Jurisdiction?>? originOf)
    {
        TrialFilter where = gate.Where;
        LanguageTag[] languages = [.. prompts.Select(static prompt => prompt.Language).Distinct().Order()];
        string[] unknown = originOf is null ? [] : [.. targets.Select(static target => target.Model).Distinct(StringComparer.Ordinal).Where(model => originOf(model) is null)];
        if (!gate.ReadsRoles && prompts.Count > 0 && !prompts.Any(static prompt => prompt.Role is not null))
        {
            string name = GateNames.Of(GateNames.As, gate.As);
            return [new GateMisfit("as", VisibleText.Quote(name), "value or value-change: no prompt of the run has a role, and an index compares sensitive prompts with their analogues",
                $"no prompt of the run has a role, and {VisibleText.Of(name)} compares sensitive prompts with their analogues")];
        }

        GateMisfit[] nowhere =
        [
            .. Of("where.targets", where.Targets, targets.Select(static target => target.Id)),
            .. Of("where.models", where.Models, targets.Select(static target => target.Model)),
            .. originOf is null ? [] : Of("where.origins", where.Origins, targets.Select(target => originOf(target.Model)).OfType<Jurisdiction>(), unknown.Length == 0 ? "" : $" (the origin of {Shown(unknown)} is unknown)"),
            .. Of("where.jurisdictions", where.Jurisdictions, prompts.Select(static prompt => prompt.Jurisdiction)),
            .. Of("where.topics", where.Topics, prompts.Select(static prompt => prompt.Topic).OfType<string>()),
            .. Of("where.languages", where.Languages, languages),
            .. Of("where.roles", where.Roles, prompts.Select(static prompt => prompt.Role).OfType<PromptRole>()),
            .. Of("where.forms", where.Forms, prompts.Select(static prompt => prompt.Form).OfType<PromptForm>()),
            .. gate.Reference is { } reference ? Of("reference", [reference], languages) : [],
            .. gate is { As: MeasuredAs.LanguageGap, Reference: null } && languages.Length > 0 && !languages.Contains(English)
                ? [new GateMisfit("reference", "nothing, and no en to compare with", $"a language of the run: {Shown(Names(languages))}", $"it names no reference, and the run has no en; it has {Shown(Names(languages))}")]
                : Array.Empty<GateMisfit>(),
        ];
        return nowhere.Length > 0 || prompts.Count == 0 ? nowhere : [.. Together(gate, targets, prompts, originOf)];

        static IEnumerable<GateMisfit> Of<T>(string field, IReadOnlyList<T> named, IEnumerable<T> there, string more = "")
            where T : notnull
        {
            if (named.Count == 0) return [];
            HashSet<T> all = [.. there];
            string has = Shown(Names(all)) + more;
            return named.Where(name => !all.Contains(name)).Select(name =>
                new GateMisfit(field, VisibleText.Quote(name.ToString()), $"what the run has: {has}", $"{field} names {VisibleText.Quote(name.ToString())}; the run has {has}"));
        }
    }

    // A name that is there, but never together with what else the gate asks for, would be measured as nothing and go unsaid.
    private static IEnumerable<GateMisfit> Together(Gate gate, IReadOnlyList<Target> targets, IReadOnlyList<Prompt> prompts, Func<string, Jurisdiction?>? originOf)
    {
        TrialFilter where = gate.Where;
        PromptRole[] roles = gate.RolesIn(prompts);
        return
        [
            .. Of("where.targets", where.Targets, static (filter, one) => filter with { Targets = [one] }, HasTarget),
            .. Of("where.models", where.Models, static (filter, one) => filter with { Models = [one] }, HasTarget),
            .. originOf is null ? [] : Of("where.origins", where.Origins, static (filter, one) => filter with { Origins = [one] }, HasTarget),
            .. Of("where.jurisdictions", where.Jurisdictions, static (filter, one) => filter with { Jurisdictions = [one] }, HasPrompts),
            .. Of("where.topics", where.Topics, static (filter, one) => filter with { Topics = [one] }, HasPrompts),
            .. Of("where.languages", where.Languages, static (filter, one) => filter with { Languages = [one] }, HasPrompts),
            .. Of("where.roles", where.Roles, static (filter, one) => filter with { Roles = [one] }, filter => HasAll(gate, filter, filter.Roles, prompts)),
            .. Of("where.forms", where.Forms, static (filter, one) => filter with { Forms = [one] }, HasPrompts),
            .. gate.As is MeasuredAs.LanguageGap
                ? Of("reference", [gate.Reference ?? English], static (filter, one) => filter with { Languages = [one] }, HasPrompts) : [],
        ];

        bool HasPrompts(TrialFilter filter) => HasAll(gate, filter, roles, prompts);
        bool HasTarget(TrialFilter filter) => targets.Any(target =>
            In(filter.Targets, target.Id) && In(filter.Models, target.Model) && (originOf is null || filter.Origins.Count == 0 || (originOf(target.Model) is { } origin && filter.Origins.Contains(origin))));

        IEnumerable<GateMisfit> Of<T>(string field, IReadOnlyList<T> named, Func<TrialFilter, T, TrialFilter> only, Func<TrialFilter, bool> fits)
            where T : notnull => named.Where(one => !fits(only(where, one))).Select(one =>
            {
                string found = VisibleText.Quote(one.ToString()), what = fits == HasTarget ? "target" : "prompt";
                string of = gate.ReadsRoles ? "" : ", sensitive and analogue";
                return new GateMisfit(field, found, $"what the run has together with the gate's other filters{of}", $"no {what} of the run fits all its filters at once: with {found} of {field} there is none{of}");
            });
    }

    // An index needs both its roles; a value any of those it reads.
    private static bool HasAll(Gate gate, TrialFilter filter, IReadOnlyList<PromptRole> roles, IReadOnlyList<Prompt> prompts)
    {
        bool Has(PromptRole role) => prompts.Any(prompt => prompt.Role == role && Fits(filter, prompt));
        return roles.Count == 0 ? prompts.Any(prompt => Fits(filter, prompt)) : gate.ReadsRoles ? roles.Any(Has) : roles.All(Has);
    }

    private static TrialFilter In(TrialFilter where, TrialGroup group) => where with
    {
        Jurisdictions = group.Jurisdiction is { } jurisdiction ? [jurisdiction] : where.Jurisdictions, Topics = group.Topic is { } topic ? [topic] : where.Topics,
        Languages = group.Language is { } language ? [language] : where.Languages, Forms = group.Form is { } form ? [form] : where.Forms,
    };

    /// <summary>Whether a prompt is of what a filter names, whatever its role.</summary>
    public static bool Fits(TrialFilter where, Prompt prompt) =>
        In(where.Jurisdictions, prompt.Jurisdiction) && (where.Topics.Count == 0 || (prompt.Topic is { } topic && where.Topics.Contains(topic))) &&
        In(where.Languages, prompt.Language) && (where.Forms.Count == 0 || (prompt.Form is { } form && where.Forms.Contains(form)));

    private static bool In<T>(IReadOnlyList<T> list, T value) => list.Count == 0 || list.Contains(value);

    private static string[] Names<T>(IEnumerable<T> all)
        where T : notnull => [.. all.Select(static one => one.ToString()!)];

    private static string Shown(string[] names)
    {
        const int most = 12;
        if (names.Length == 0) return "nothing of the kind";
        string[] some = [.. names.Order(StringComparer.Ordinal).Take(most).Select(static name => VisibleText.Of(name))];
        return string.Join(", ", some) + (names.Length > most ? $" and {names.Length - most} more" : "");
    }
}
