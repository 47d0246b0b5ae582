using System.Globalization;
using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>The censorship index of each target, where it was observed, and what the declared comparisons found.</summary>
internal static class AnalysisTables
{
    private const int MostRows = 24;
    private const int MostComparisons = 40;

    public static void Show(Screen screen, RunAnalysis analysis, IReadOnlyList<DeclaredComparison> declared)
    {
        if (screen.IsQuiet || analysis.Trials == 0) return;
        IReadOnlyList<CensorshipIndex> indices = analysis.Indices();
        if (indices.Any(static index => index.Index is not null))
        {
            ShowIndices(screen, [.. indices, .. analysis.Indices(GroupBy.Target | GroupBy.Jurisdiction).Where(static index => index.Index is not null)]);
            ShowSignals(screen, indices);
        }

        ShowComparisons(screen, analysis.Compare(declared));
    }

    private static void ShowIndices(Screen screen, IReadOnlyList<CensorshipIndex> indices)
    {
        screen.Results.WriteLine();
        screen.Results.WriteLine("Censorship index: refused or blocked of sensitive prompts minus their analogues, in points");
        bool panel = indices.Any(static index => index.MinusPanel is not null);
        bool wide = TableLayout.IsWide(screen);
        Table table = TableLayout.Plain().Name("Model").Keys("About").Numbers(["Index", "95 %", .. wide ? ["p", "S", "F", "S−B", "F−B"] : Array.Empty<string>(), .. panel ? ["−panel"] : Array.Empty<string>(), "n"]).Keys(wide ? [""] : []);
        // A long table leaves out what proves nothing anyway.
        bool all = indices.Count <= MostRows;
        foreach (CensorshipIndex index in indices.OrderBy(static index => index.Group))
        {
            if (index.Index is not { } found || (!all && index is { IsDescriptive: true, Group.Jurisdiction: not null })) continue;
            Text[] more =
            [
                new Text(Points.OfP(found.PValue)), new Text(Percent.Of(found.Left.Value)), new Text(Percent.Of(found.Right.Value)),
                new Text(Points.Of(index.SensitiveMinusBenign?.Difference.Value)), new Text(Points.Of(index.AnalogueMinusBenign?.Difference.Value)),
            ];
            table.AddRow([
                Screen.Foreign(index.Group.TargetId!), new Text(index.Group.Jurisdiction is { } about ? Labels.Of(about) : "all"),
                new Text(Points.Of(found.Difference.Value)), new Text(Points.Of(found.Difference.Interval)), .. wide ? more : [],
                .. panel ? [new Text(Points.Of(index.MinusPanel?.Difference.Value))] : Array.Empty<Text>(), TableLayout.Number(found.Families), .. wide ? [new Text(Notes(index))] : Array.Empty<Text>(),
            ]);
        }

        screen.Results.Write(table);
        screen.Results.WriteLine(
            "S, F, B: sensitive, analogue, benign, paired by family, form and language. n: families. p: exact test by family, not adjusted. " +
            "few: under 20 families, a description and no proof. ceiling: analogues are withheld, too (F over 20 %). own: analogues from the model's own country were left out. " +
            "missing: S and F differ in what could not be judged." + (all ? "" : " Authorities with few families are in the summary (--json)."));
    }

    private static void ShowSignals(Screen screen, IReadOnlyList<CensorshipIndex> indices)
    {
        CensorshipIndex[] some = [.. indices.Where(static index => index.Signals.Values.Any(static signal => Math.Abs(signal.Value) > 1e-9))];
        if (some.Length == 0) return;
        screen.Results.WriteLine();
        screen.Results.WriteLine("The index by where it was observed, in points");
        Table table = TableLayout.Plain().Name("Model").Numbers("Input\nblock", "Output\nblock", "Re-\ntraction", "Refusal\nin text");
        foreach (CensorshipIndex index in some)
        {
            table.AddRow([
                Screen.Foreign(index.Group.TargetId!),
                .. Enum.GetValues<ObservedSignal>().Select(signal => new Text(Points.Of(index.Signals[signal].Value))),
            ]);
        }

        screen.Results.Write(table);
    }

    private static void ShowComparisons(Screen screen, IReadOnlyList<Comparison> comparisons)
    {
        Comparison[] found = [.. comparisons.Where(static comparison => comparison.Found is not null)];
        if (found.Length == 0) return;
        bool indices = found.All(static comparison => comparison.Declared.Roles is ComparedRoles.Index);
        screen.Results.WriteLine();
        screen.Results.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Comparisons declared before the run ({comparisons.Count}), in points of {(indices ? "the index" : "the rate")}; p adjusted over all of them"));
        bool wide = TableLayout.IsWide(screen);
        Table table = TableLayout.Plain().Name("Compared").Numbers([
            .. wide ? ["Left", "Right"] : Array.Empty<string>(), "Difference", .. wide ? ["95 %"] : Array.Empty<string>(), "p (Holm)", .. wide ? ["p (FDR)", "Detectable"] : Array.Empty<string>(), "n",
        ]);
        foreach (Comparison comparison in found.Take(MostComparisons))
        {
            Contrast contrast = comparison.Found!;
            Text[] cells =
            [
                new Text(Name(comparison)), Side(comparison, contrast.Left), Side(comparison, contrast.Right), new Text(Points.Of(contrast.Difference.Value)),
                new Text(Points.Of(contrast.Difference.Interval)), new Text(Points.OfP(comparison.HolmPValue)), new Text(Points.OfP(comparison.FalseDiscoveryRate)),
                new Text(Points.OfLeast(contrast.LeastDetectable)), TableLayout.Families(contrast.Families, contrast.IsDescriptive),
            ];
            table.AddRow(wide ? cells : [cells[0], cells[3], cells[5], cells[8]]);
        }

        screen.Results.Write(table);
        if (found.Length > MostComparisons) screen.Results.WriteLine($"{Counted.Of(found.Length - MostComparisons, "more comparison")}: see the summary (--json).");
        screen.Results.WriteLine(
            "Detectable: the least true difference that these data would show with a power of 80 %, before the adjustment; \"no difference\" rules out no less than that. *: fewer than 20 families." +
            (found.Length < comparisons.Count ? $" {Counted.Of(comparisons.Count - found.Length, "comparison")} found nothing to compare, and {(comparisons.Count - found.Length == 1 ? "counts" : "count")} in the adjustment all the same." : "") +
            (found.Any(static comparison => comparison.IsExploratory) ? " Languages are compared over machine translations: exploratory." : ""));
    }

    private static Text Side(Comparison comparison, Estimate of) => new(comparison.Declared.Roles is ComparedRoles.Index ? Points.Of(of.Value) : Percent.Of(of.Value));

    private static string Name(Comparison comparison)
    {
        DeclaredComparison declared = comparison.Declared;
        string within = declared.Kind is ComparisonKind.Languages && declared.Target is { } target ? $"{Screen.Short(target)}: " : "";
        return $"{within}{Screen.Short(declared.Left)} − {Screen.Short(declared.Right)}{(comparison.IsOfHosts ? " (hosts of one model)" : "")}";
    }

    private static string Notes(CensorshipIndex index)
    {
        string[] notes =
        [
            .. index.IsDescriptive ? ["few"] : Array.Empty<string>(), .. index.HasCeiling ? ["ceiling"] : Array.Empty<string>(),
            .. index.FamiliesOfOwnCountry is > 0 and var own ? [$"own {own}"] : Array.Empty<string>(),
            .. index.Missingness?.PValue < 0.05 ? ["missing"] : Array.Empty<string>(),
        ];
        return string.Join(", ", notes);
    }
}
