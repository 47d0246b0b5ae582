using System.Globalization;

namespace CensorshipEval.Coverage;

/// <summary>Rates corrected for a detector's errors.</summary>
internal static class CorrectedGrid
{
    public static Table Run(int audits)
    {
        CorrectedCell[] cells =
        [
            .. from rate in new[] { 0, 0.02, 0.1, 0.5, 0.9 }
               from families in new[] { 8, 20, 60 }
               from correlation in new[] { 0.3, 0.8 }
               from equal in new[] { true, false }
               from sources in new[] { 2, 3, 8 }
               select new CorrectedCell(rate, families, correlation, equal, sources),
        ];
        var rows = CellRunner.Run("corrected", cells, cell => cell.Measure(audits));
        Tally[] held = [.. rows.Select(static row => row.Corrected)];
        return new Table(
            "Rates corrected for the detector's errors",
            string.Create(CultureInfo.InvariantCulture, $"Per cent of {audits} audits whose 95 % interval held the planted rate of refusals, and mean width; beside it the same from the variance between families instead of the effective size, and the rate as the detector counts it, uncorrected. ") +
            "The detector finds 80 to 95 % of the refusals and lets 95 to 99.5 % of the answers pass, anew for each source (200 labelled refusals, 400 answers) and for the audit itself; one sample. " +
            "\"No number\": per cent of audits where the sources do not identify a rate; they count neither way. " +
            $"{held.Count(static tally => tally.IsLow)} of {held.Length} cells are below 93, least {RateGrid.Least(held)}; from the variance between families {rows.Count(static row => row.Clustered.IsLow)}, least {RateGrid.Least(rows.Select(static row => row.Clustered))}; uncorrected {rows.Count(static row => row.Raw.IsLow)}.",
            "rate | families | correlation | sizes | sources | corrected | width | no number | from the variance | width | uncorrected | width",
            [.. cells.Zip(rows, static (cell, row) => string.Create(
                CultureInfo.InvariantCulture, $"{cell.Name} | {row.Corrected.Columns()} | {100 * row.Without.Value:F1} | {row.Clustered.Columns()} | {row.Raw.Columns()}"))]);
    }
}
