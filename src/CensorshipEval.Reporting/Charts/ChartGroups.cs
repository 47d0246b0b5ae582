using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Charts;

/// <summary>Every chart of a report, in the order in which it is read; those with nothing to draw are left out.</summary>
internal static class ChartGroups
{
    public static IReadOnlyList<ChartGroup> Of(RunFigures figures)
    {
        ChartGroup?[] all = [.. IntervalChart.Of(figures), TrendChart.Of(figures), .. HeatChart.Of(figures), .. PairChart.Withheld(figures), SignalChart.Of(figures), .. PairChart.Contents(figures)];
        return [.. all.OfType<ChartGroup>()];
    }
}
