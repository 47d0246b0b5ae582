using System.Globalization;

namespace CensorshipEval.Coverage;

/// <summary>Rates and indices pooled over models.</summary>
internal static class PooledGrid
{
    public static Table Run(int audits)
    {
        // The work grows with models times families.
        PooledCell[] cells =
        [
            .. from rates in new[] { (0.02, 0.02), (0.1, 0.02), (0.1, 0.1), (0.5, 0.1), (0.9, 0.1) }
               from models in new[] { 3, 8, 25 }
               from families in new[] { 8, 20, 60 }
               from ofModels in new[] { 0.1, 0.5 }
               select new PooledCell(rates.Item1, rates.Item2, models, families, ofModels),
        ];
        var rows = CellRunner.Run("pooled", cells, cell => cell.Measure(AuditsOf(cell, audits)));
        return new Table(
            "Pooled over models",
            string.Create(CultureInfo.InvariantCulture, $"Per cent of {audits} audits ({audits / 4} with 25 models) whose 95 % interval held the rate of sensitive questions, and the index, over all models and families that might have been drawn; mean widths; and false alarms where there is no difference. ") +
            $"The rate is below 93 in {rows.Count(static row => row.Rate.IsLow)} of {rows.Length} cells, least {RateGrid.Least(rows.Select(static row => row.Rate))}, the index in {rows.Count(static row => row.Index.IsLow)}, least {RateGrid.Least(rows.Select(static row => row.Index))}.",
            "sensitive | analogue | models | families | models' share | rate | width | index | width | false alarms",
            [.. cells.Zip(rows, static (cell, row) => $"{cell.Name} | {row.Rate.Columns()} | {row.Index.Columns()} | {(cell.Sensitive == cell.Analogue ? row.Rejected.Column() : "")}")]);
    }

    private static int AuditsOf(PooledCell cell, int audits) => cell.Models == 25 ? Math.Max(1, audits / 4) : audits;
}
