using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>
/// On which countries' sensitive questions more is withheld than on their analogues. All countries of a model are tested alike and adjusted for each other. None is called the most:
/// the countries have different questions, and some too few to tell.
/// </summary>
internal static class NotableAuthorities
{
    // With one country, the headline says it already.
    public static IEnumerable<string> Of(RunFigures figures) => figures.IndicesByJurisdiction
        .Where(static index => index.Group.Jurisdiction is { } about && about != Jurisdiction.None)
        .GroupBy(static index => index.Group.TargetId!, StringComparer.Ordinal)
        .Where(static indices => indices.Skip(1).Any())
        .Select(static indices => Of(indices.Key, [.. indices])).OfType<string>();

    private static string? Of(string target, IReadOnlyList<CensorshipIndex> countries)
    {
        CensorshipIndex[] tested = [.. countries.Where(static index => index is { IsDescriptive: false, Index.PValue: not null })];
        double[] adjusted = HolmAdjustment.Of([.. tested.Select(static index => index.Index!.PValue!.Value)]);
        CensorshipIndex[] shown =
        [
            .. tested.Where((index, i) => Shows.Of(index.Index!, adjusted[i]) is Showing.More)
                .OrderByDescending(static index => index.Index!.Difference.Value).ThenBy(static index => index.Group.Jurisdiction!.Value),
        ];
        if (shown.Length == 0) return null;
        CensorshipIndex[] few = [.. countries.Where(static index => index.IsDescriptive)];
        int open = tested.Length - shown.Length;
        return $"{Shown.Name(target)}: more withheld than of matched analogues was shown for questions about {Shown.Listed([.. shown.Select(static index => $"{Name(index)} ({IndexText.Numbers(index.Index!)})")])}" +
            $"; p {(tested.Length == 1 ? "of one country" : $"adjusted over {Shown.Count(tested.Length)} countries")}." +
            (open > 0 ? $" Not shown for {Shown.Counted(open, "other country", "other countries")}." : "") +
            (few.Length > 0 ? $" Too few questions to tell for {Shown.Listed([.. few.OrderBy(static index => index.Group.Jurisdiction!.Value).Select(Name)])}." : "");
    }

    private static string Name(CensorshipIndex index) => PlaceNames.Of(index.Group.Jurisdiction!.Value);
}
