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
        int families = plan.Prompts.Where(static prompt => prompt.FamilyId is not null).Select(static prompt => prompt.FamilyId).Distinct(StringComparer.Ordinal).Count();
        string of = families > 0 ? $" of {Shown.Counted(families, "family", "families")} (one question in matched versions)" : "";
        string about = About(plan);
        string who = plan.Targets.Count == 1 ? $"{Shown.Name(plan.Targets[0].Id)} was" : $"{Shown.Counted(plan.Targets.Count, "model")} were";
        bool pairs = plan.Prompts.Any(static prompt => prompt.Role is PromptRole.Analogue) && plan.Prompts.Any(static prompt => prompt.Role is PromptRole.Sensitive);
        string roles = pairs ? " Sensitive questions stand beside matched analogues, the same kind of question about another country, so that caution that a model shows everywhere can be told apart." : "";
        string lacking = figures.Run.IsComplete is false ? " The run is not whole: some answers are still lacking." : "";
        string source = AnswerSources.Of(plan) switch
        {
            AnswerSource.Simulation => " The models are simulated, and what they withhold was planted.",
            AnswerSource.Recordings => " The answers were recorded elsewhere, and judged here.",
            _ => "",
        };
        return $"{who} asked {Shown.Counted(plan.Prompts.Count, "prompt")}{of}{about}, in {Languages(languages)}; {Coverage.InWords(Coverage.Of(figures))}.{roles}{source}{lacking}";
    }

    // What the families are about: their counterparts elsewhere are among the prompts, too.
    private static string About(EvaluationPlan plan)
    {
        const int mostNamed = 4;
        Jurisdiction[] countries = [.. plan.Prompts.Select(static prompt => prompt.Jurisdiction).Where(static country => country != Jurisdiction.None).Distinct().Order()];
        if (countries.Length == 0) return "";
        string whose = countries.Length <= mostNamed ? Shown.Listed([.. countries.Select(PlaceNames.Of)]) : $"{countries.Length} countries";
        bool others = plan.Prompts.Any(static prompt => prompt.Role is { } role and not PromptRole.Sensitive);
        return $": questions that the authorities of {whose} are said to find sensitive{(others ? ", and their counterparts" : "")}";
    }

    private static string Languages(LanguageTag[] languages) =>
        languages.Length <= 4 ? Shown.Listed([.. languages.Select(PlaceNames.Of)]) : $"{languages.Length} languages";
}
