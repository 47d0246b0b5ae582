using CensorshipEval.Analysis;
using CensorshipEval.Gates;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>What stands out, by fixed rules that know no country: what is significant, and of that the largest.</summary>
internal static class NotableFindings
{
    private const double Level = 0.05;
    private const int MostOfAKind = 3;

    public static IReadOnlyList<string> Of(RunFigures figures, IReadOnlyList<TargetHeadline> targets)
    {
        string[] found =
        [
            .. Gates(figures), .. Comparisons(figures, ComparisonKind.Targets), .. Authorities(figures), .. Comparisons(figures, ComparisonKind.Languages),
            .. Contents(figures), .. Changes(figures), .. Serving(figures),
        ];
        if (found.Length > 0) return found;
        return targets.Any(static target => target.Index?.Index is { PValue: < Level, IsDescriptive: false })
            ? ["Nothing beyond the headlines: no difference between models or languages was shown."]
            : ["Nothing was shown to stand out. That is no proof that there is nothing: see how sure this is."];
    }

    private static IEnumerable<string> Gates(RunFigures figures)
    {
        if (figures.Run.Findings.Gates is not { } report) yield break;
        GateResult[] failed = [.. report.Results.Where(static result => result.Verdict is GateVerdict.Fail)];
        if (failed.Length == 0) yield break;
        yield return $"{Shown.Counted(failed.Length, "gate")} of {report.Results.Count} failed: {string.Join("; ", failed.Take(MostOfAKind).Select(static result => $"{Shown.Name(result.Gate.Name)} ({Shown.Name(result.GroupName)})"))}{(failed.Length > MostOfAKind ? "; …" : "")}.";
    }

    private static IEnumerable<string> Comparisons(RunFigures figures, ComparisonKind kind) => figures.Comparisons
        .Where(comparison => comparison.Declared.Kind == kind && comparison is { Found.IsDescriptive: false, HolmPValue: < Level } && comparison.Declared.Quantity == "hard-rate")
        .OrderByDescending(static comparison => Math.Abs(comparison.Found!.Difference.Value)).Take(MostOfAKind).Select(static comparison =>
        {
            Contrast found = comparison.Found!;
            DeclaredComparison declared = comparison.Declared;
            string measured = declared.Roles is ComparedRoles.Index ? "censorship index" : "share withheld";
            bool more = found.Difference.Value > 0;
            string size = $"{Shown.Points(Math.Abs(found.Difference.Value)).TrimStart('+')} points {(more ? "higher" : "lower")}";
            string certain = $"({Shown.Points(found.Difference.Interval)}; p {IndexText.WithSign(comparison.HolmPValue)}, adjusted)";
            if (declared.Kind is ComparisonKind.Targets)
                return $"The {measured} of {Shown.Name(declared.Left)} is {size} than that of {Shown.Name(declared.Right)} {certain}{(comparison.IsOfHosts ? ": the same model on two hosts" : "")}.";
            string within = declared.Target is { } target ? Shown.Name(target) : "All models together";
            return $"{within}: the {measured} in {Language(declared.Left)} is {size} than in {Language(declared.Right)} {certain}{(comparison.IsExploratory ? "; over machine translations, so exploratory" : "")}.";
        });

    private static IEnumerable<string> Authorities(RunFigures figures) => figures.IndicesByJurisdiction
        .Where(static index => index is { IsDescriptive: false, Index.PValue: < Level, Index.Difference.Value: > 0 } && index.Group.Jurisdiction is { } about && about != Jurisdiction.None)
        // With one country, the headline says it already.
        .Where(_ => figures.IndicesByJurisdiction.Select(static index => index.Group.Jurisdiction).Distinct().Skip(1).Any())
        .GroupBy(static index => index.Group.TargetId!, StringComparer.Ordinal)
        .Select(static indices =>
        {
            CensorshipIndex[] largest = [.. indices.OrderByDescending(static index => index.Index!.Difference.Value)];
            string list = Shown.Listed([.. largest.Take(MostOfAKind).Select(static index => $"{PlaceNames.Of(index.Group.Jurisdiction!.Value)} ({Shown.Points(index.Index!.Difference.Value)} points)")]);
            return $"{Shown.Name(indices.Key)} withholds most beyond analogues on what concerns {list}{(largest.Length > MostOfAKind ? $", and less on {Shown.Counted(largest.Length - MostOfAKind, "other country", "other countries")}" : "")}; p under 0.05 each, not adjusted.";
        });

    private static IEnumerable<string> Contents(RunFigures figures) => figures.Contents
        .Where(static index => index is { IsDescriptive: false, Index.PValue: < 0.01 } && Worse(index))
        .GroupBy(static index => index.Group.TargetId!, StringComparer.Ordinal)
        .Select(static contents => $"Where {Shown.Name(contents.Key)} answers, its answers to sensitive questions differ from those to analogues: " +
            string.Join("; ", contents.Select(static index => $"{Shown.Quantity(index.Quantity)} {Shown.Number(index.Index!.Left.Value)} against {Shown.Number(index.Index.Right.Value)}{(index.Quantity.Name == "official-line-adherence" ? " (of 3)" : "")}")) + ".");

    // Only where the difference is the one that withholding makes.
    private static bool Worse(CensorshipIndex index) => index.Quantity.Name switch
    {
        "key-fact-recall" => index.Index!.Difference.Value < 0,
        "key-fact-denial" or "official-line-adherence" or "premise-rejection" or "withheld-facts" => index.Index!.Difference.Value > 0,
        _ => false,
    };

    private static IEnumerable<string> Changes(RunFigures figures) => figures.Changes
        .Where(static change => change is { Found.IsDescriptive: false, HolmPValue: < Level })
        .Select(static change => $"{Shown.Name(change.TargetId)}: {(change.Roles is ComparedRoles.Index ? "the censorship index" : "what is withheld")} changed by {Shown.Points(change.Found.Difference.Value)} points since the run before (p {IndexText.WithSign(change.HolmPValue)}, adjusted).");

    private static IEnumerable<string> Serving(RunFigures figures) => (figures.Run.Findings.Serving ?? [])
        .SelectMany(static target => target.Findings).Where(static finding => finding.Severity is FindingSeverity.Warning).Take(MostOfAKind)
        .Select(static finding => $"{Shown.Name(finding.TargetId)}: {finding.Message}");

    private static string Language(string tag) => LanguageTag.TryParse(tag, out LanguageTag language) ? PlaceNames.Of(language) : Shown.Name(tag);
}
