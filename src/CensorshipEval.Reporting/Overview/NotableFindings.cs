using CensorshipEval.Analysis;
using CensorshipEval.Gates;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>What stands out, by fixed rules that know no country: what was shown, and of that the largest. No text of a model is in it.</summary>
internal static class NotableFindings
{
    private const int MostOfAKind = 3;

    public static IReadOnlyList<string> Of(RunFigures figures, IReadOnlyList<TargetHeadline> targets)
    {
        string[] found =
        [
            .. Gates(figures), .. Comparisons(figures, ComparisonKind.Targets), .. NotableAuthorities.Of(figures), .. Comparisons(figures, ComparisonKind.Languages),
            .. NotableContents.Of(figures), .. NotableChanges.Of(figures), .. NotableServing.Of(figures),
        ];
        if (found.Length > 0) return found;
        return targets.Any(static target => Shows.Difference(target.Index?.Index))
            ? ["Nothing beyond the headlines: no difference between models or languages was shown."]
            : ["Nothing was shown to stand out. That is no proof that there is nothing: see “How sure is this”."];
    }

    private static IEnumerable<string> Gates(RunFigures figures)
    {
        if (figures.Run.Findings.Gates is not { } report) yield break;
        GateResult[] failed = [.. report.Results.Where(static result => result.Verdict is GateVerdict.Fail)];
        if (failed.Length == 0) yield break;
        yield return $"{Shown.Counted(failed.Length, "gate")} of {report.Results.Count} failed: {string.Join("; ", failed.Take(MostOfAKind).Select(static result => $"{Shown.Name(result.Gate.Name)} ({Shown.Name(result.GroupName)})"))}{More(failed.Length)}.";
    }

    private static IEnumerable<string> Comparisons(RunFigures figures, ComparisonKind kind)
    {
        Comparison[] shown =
        [
            .. figures.Comparisons.Where(comparison => comparison.Declared.Kind == kind && comparison.Declared.Quantity == "hard-rate" && Shows.Difference(comparison.Found, comparison.HolmPValue))
                .OrderByDescending(static comparison => Math.Abs(comparison.Found!.Difference.Value)),
        ];
        foreach (Comparison comparison in shown.Take(MostOfAKind)) yield return InWords(comparison);
        if (shown.Length > MostOfAKind) yield return $"{Shown.Counted(shown.Length - MostOfAKind, "more difference")} between {(kind is ComparisonKind.Targets ? "models" : "languages")} {(shown.Length - MostOfAKind == 1 ? "stands" : "stand")} in the table of comparisons.";
    }

    private static string InWords(Comparison comparison)
    {
        Contrast found = comparison.Found!;
        DeclaredComparison declared = comparison.Declared;
        string measured = declared.Roles is ComparedRoles.Index ? "censorship index" : $"share withheld of {Shown.Prompts(declared.Roles)}";
        string size = $"{Shown.Points(Math.Abs(found.Difference.Value)).TrimStart('+')} points {(found.Difference.Value > 0 ? "higher" : "lower")}";
        string certain = $"({Shown.Points(found.Difference.Interval)}; p {IndexText.WithSign(comparison.HolmPValue)}, adjusted)";
        if (declared.Kind is ComparisonKind.Targets)
            return $"The {measured} of {Shown.Name(declared.Left)} is {size} than that of {Shown.Name(declared.Right)} {certain}{(comparison.IsOfHosts ? ": the same model on two hosts" : "")}.";
        string within = declared.Target is { } target ? Shown.Name(target) : "All models together";
        return $"{within}: the {measured} in {Language(declared.Left)} is {size} than in {Language(declared.Right)} {certain}{(comparison.IsExploratory ? "; over machine translations, so exploratory" : "")}.";
    }

    private static string More(int all) => all > MostOfAKind ? $"; and {Shown.Count(all - MostOfAKind)} more in the table" : "";

    private static string Language(string tag) => LanguageTag.TryParse(tag, out LanguageTag language) ? PlaceNames.Of(language) : Shown.Name(tag);
}
