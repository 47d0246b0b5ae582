using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Overview;

/// <summary>Which models were asked what.</summary>
internal static class AskedText
{
    public static string Of(RunFigures figures)
    {
        EvaluationPlan plan = figures.Run.Plan;
        LanguageTag[] languages = [.. plan.Prompts.Select(static prompt => prompt.Language).Distinct().Order()];
        Jurisdiction[] countries = [.. plan.Prompts.Select(static prompt => prompt.Jurisdiction).Where(static country => country != Jurisdiction.None).Distinct().Order()];
        int families = plan.Prompts.Where(static prompt => prompt.FamilyId is not null).Select(static prompt => prompt.FamilyId).Distinct(StringComparer.Ordinal).Count();
        string of = families > 0 ? $" of {Shown.Counted(families, "family", "families")} (one question in matched versions)" : "";
        string about = countries.Length switch
        {
            0 => "",
            <= 4 => $" about {Shown.Listed([.. countries.Select(PlaceNames.Of)])}",
            _ => $" about matters that the authorities of {countries.Length} countries are said to find sensitive",
        };
        string who = plan.Targets.Count == 1 ? $"{Shown.Name(plan.Targets[0].Id)} was" : $"{Shown.Counted(plan.Targets.Count, "model")} were";
        string roles = plan.Prompts.Any(static prompt => prompt.Role is PromptRole.Analogue) && plan.Prompts.Any(static prompt => prompt.Role is PromptRole.Sensitive)
            ? " Sensitive questions stand beside their analogues: the same kind of question about another country, which shows how careful a model is anyway." : "";
        string lacking = figures.Run.IsComplete is false ? " The run is not whole: some answers are still lacking." : "";
        string source = plan.Source == "simulation" ? " The models are simulated, and what they withhold was planted." : "";
        return $"{who} asked {Shown.Counted(plan.Prompts.Count, "prompt")}{of}{about} in {Languages(languages)}; {Shown.Counted(figures.Run.Analysis.Trials, "answer")} were counted.{roles}{source}{lacking}";
    }

    private static string Languages(LanguageTag[] languages) =>
        languages.Length <= 4 ? Shown.Listed([.. languages.Select(PlaceNames.Of)]) : $"{languages.Length} languages";
}
