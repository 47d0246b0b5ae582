using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Coverage;

/// <summary>Rates of one model: the default method, and beside it those that are not the default.</summary>
internal static class RateGrid
{
    private const int Replicates = 1_000;

    public static IReadOnlyList<RateCell> Cells { get; } =
    [
        .. from rate in new[] { 0, 0.02, 0.1, 0.5, 0.9 }
           from families in new[] { 8, 20, 60 }
           from correlation in new[] { 0.3, 0.8 }
           from samples in new[] { 1, 5 }
           from equal in new[] { true, false }
           select new RateCell(rate, families, correlation, samples, equal),
    ];

    public static Table Run(int audits)
    {
        // A bootstrap takes a thousand times as long: fewer audits for the comparison.
        int fewer = Math.Max(1, audits / 5);
        Row[] rows = CellRunner.Run("rates", Cells, cell => RowOf(cell, audits, fewer));
        Tally[] defaults = [.. rows.SelectMany(static row => new[] { row.Default, row.LogitNormal })];
        return new Table(
            "Rates",
            string.Create(CultureInfo.InvariantCulture, $"Per cent of {audits} audits (bootstraps: the first {fewer}, {Replicates} replicates) whose 95 % interval held the planted rate, and mean width. ") +
            $"Below 93 in bold. The default in {defaults.Count(static tally => tally.IsLow)} of {defaults.Length} cells below 93; least {Least(defaults)}; {nameof(IntervalMethod.ClusterRobustT)} in {rows.Count(static row => row.StudentT.IsLow)}, " +
            $"percentile bootstrap in {rows.Count(static row => row.Percentile.IsLow)} and BCa in {rows.Count(static row => row.Bca.IsLow)} of {rows.Length}.",
            "rate | families | correlation | samples | sizes | default | width | default, logit-normal | width | robust t | width | percentile | width | BCa | width",
            [.. Cells.Zip(rows, static (cell, row) =>
                $"{cell.Name} | {row.Default.Columns()} | {row.LogitNormal.Columns()} | {row.StudentT.Columns()} | {row.Percentile.Columns()} | {row.Bca.Columns()}")]);
    }

    public static string Least(IEnumerable<Tally> tallies) => string.Create(CultureInfo.InvariantCulture, $"{100 * tallies.Min(static tally => tally.Coverage):F1} %");

    private static Row RowOf(RateCell cell, int audits, int fewer)
    {
        var row = new Row(new Tally(), cell.Measure(audits, EffectShape.LogitNormal, IntervalMethod.EffectiveWilson), new Tally(), new Tally(), new Tally());
        int audit = 0;
        cell.Simulate(audits, EffectShape.Beta, new AnalysisOptions { BootstrapReplicates = Replicates }, (analysis, truth) =>
        {
            row.Default.Add(Interval(IntervalMethod.EffectiveWilson), truth);
            row.StudentT.Add(Interval(IntervalMethod.ClusterRobustT), truth);
            if (audit++ >= fewer) return;
            row.Percentile.Add(Interval(IntervalMethod.ClusterBootstrapPercentile), truth);
            row.Bca.Add(Interval(IntervalMethod.ClusterBootstrapBca), truth);

            // Where a method gives no width the analysis takes the default instead. Here the method itself is looked at: a point, without width.
            Interval? Interval(IntervalMethod method)
            {
                Estimate estimate = analysis.Rate(method: method)!.Hard!;
                return estimate.Method == method ? estimate.Interval : new Interval(estimate.Value, estimate.Value);
            }
        });
        return row;
    }

    private sealed record Row(Tally Default, Tally LogitNormal, Tally StudentT, Tally Percentile, Tally Bca);
}
