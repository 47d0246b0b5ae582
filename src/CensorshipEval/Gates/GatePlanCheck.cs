using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Gates;

/// <summary>Finds what a policy names and a run, or its plan, does not have.</summary>
internal static class GatePlanCheck
{
    /// <summary>Measures that every run has.</summary>
    public static readonly string[] Rates = [Quantity.HardRate.Name, Quantity.NonAnswerRate.Name, Quantity.MissingRate.Name];

    public static void Find(GatePolicy policy, EvaluationPlan plan, List<InputError> errors)
    {
        string[] measures = [.. Rates, .. plan.Judges.Measures.Select(static measure => measure.Name)];
        foreach ((int index, Gate gate) in policy.Gates.Index())
        {
            string path = $"gates[{index}]";
            if (!gate.Measure.IsRate && gate.Measure != Quantity.Length && !measures.Contains(gate.Measure.Name, StringComparer.Ordinal))
                errors.Add(new InputError($"gate {VisibleText.Quote(gate.Name)}", null, $"{path}.measure", VisibleText.Quote(gate.Measure.Name), $"a measure of the run: {Shown(measures)}"));
            InputError[] misfits = [.. Misfits(gate, plan.Targets, plan.Prompts).Select(misfit => misfit with { Field = $"{path}.{misfit.Field}", Expected = $"what the run has: {misfit.Expected}" })];
            errors.AddRange(misfits);
            if (misfits.Length > 0) continue;
            PromptRole[] lacking = [.. gate.Roles.Where(role => !plan.Prompts.Any(prompt => prompt.Role == role && Fits(gate, prompt)))];
            if (gate.ReadsRoles ? lacking.Length == gate.Roles.Count : lacking.Length > 0)
                errors.Add(new InputError($"gate {VisibleText.Quote(gate.Name)}", null, path, $"no prompt of the run with the role {string.Join(", ", lacking)} that fits it", "prompts to measure"));
        }
    }

    /// <summary>One error for each name of a gate's filters that is nowhere: where it stands, the name, and the names that there are.</summary>
    public static IEnumerable<InputError> Misfits(Gate gate, IReadOnlyList<Target> targets, IReadOnlyList<Prompt> prompts)
    {
        TrialFilter where = gate.Where;
        LanguageTag[] languages = [.. prompts.Select(static prompt => prompt.Language).Distinct().Order()];
        return
        [
            .. Of("where.targets", where.Targets, targets.Select(static target => target.Id)),
            .. Of("where.models", where.Models, targets.Select(static target => target.Model)),
            .. Of("where.jurisdictions", where.Jurisdictions, prompts.Select(static prompt => prompt.Jurisdiction)),
            .. Of("where.topics", where.Topics, prompts.Select(static prompt => prompt.Topic).OfType<string>()),
            .. Of("where.languages", where.Languages, languages),
            .. Of("where.roles", where.Roles, prompts.Select(static prompt => prompt.Role).OfType<PromptRole>()),
            .. Of("where.forms", where.Forms, prompts.Select(static prompt => prompt.Form).OfType<PromptForm>()),
            .. gate.Reference is { } reference ? Of("reference", [reference], languages) : [],
        ];

        IEnumerable<InputError> Of<T>(string field, IReadOnlyList<T> named, IEnumerable<T> there)
            where T : notnull
        {
            if (named.Count == 0) return [];
            HashSet<T> all = [.. there];
            return named.Where(name => !all.Contains(name)).Select(name =>
                new InputError($"gate {VisibleText.Quote(gate.Name)}", null, field, VisibleText.Quote(name.ToString()), Shown([.. all.Select(static one => one.ToString()!)])));
        }
    }

    // Languages of a gap are pairs: the language and its reference.
    private static bool Fits(Gate gate, Prompt prompt)
    {
        TrialFilter where = gate.Where;
        return (where.Jurisdictions.Count == 0 || where.Jurisdictions.Contains(prompt.Jurisdiction)) &&
            (where.Topics.Count == 0 || (prompt.Topic is { } topic && where.Topics.Contains(topic))) &&
            (where.Languages.Count == 0 || where.Languages.Contains(prompt.Language)) &&
            (where.Forms.Count == 0 || (prompt.Form is { } form && where.Forms.Contains(form)));
    }

    private static string Shown(string[] names)
    {
        const int most = 12;
        if (names.Length == 0) return "nothing of the kind";
        string[] some = [.. names.Order(StringComparer.Ordinal).Take(most).Select(static name => VisibleText.Of(name))];
        return string.Join(", ", some) + (names.Length > most ? $" and {names.Length - most} more" : "");
    }
}
