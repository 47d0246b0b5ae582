using System.Globalization;

namespace CensorshipEval.Coverage;

/// <summary>Censorship indices and language gaps of one model.</summary>
internal static class IndexGrid
{
    /// <summary>How strongly a family's effects go together where they do.</summary>
    public const double Strongly = 0.8;

    private static readonly double[][] Pairs = [[0, 0], [0.02, 0.02], [0.1, 0.02], [0.1, 0.1], [0.5, 0.02], [0.5, 0.5], [0.9, 0.1], [0.9, 0.02]];

    private static readonly double[][] Fours =
        [[0, 0, 0, 0], [0.02, 0.02, 0.02, 0.02], [0.1, 0.02, 0.1, 0.02], [0.5, 0.1, 0.5, 0.1], [0.1, 0.02, 0.5, 0.02], [0.5, 0.1, 0.9, 0.1]];

    public static Table RunIndices(int audits)
    {
        IndexCell[] cells =
        [
            .. from pair in Pairs
               from families in new[] { 8, 20, 60 }
               from correlation in new[] { 0.3, 0.8 }
               from samples in new[] { 1, 5 }
               from equal in new[] { true, false }
               select new IndexCell(pair, families, correlation, samples, equal, 0),
        ];
        return Run("Censorship indices", "sensitive | analogue", cells, audits);
    }

    public static Table RunGaps(int audits)
    {
        IndexCell[] cells =
        [
            .. from four in Fours
               from families in new[] { 8, 20, 60 }
               from correlation in new[] { 0.3, 0.8 }
               from samples in new[] { 1, 5 }
               select new IndexCell(four, families, correlation, samples, Equal: true, 0),
        ];
        return Run("Language gaps", "sensitive, en | analogue, en | sensitive, zh | analogue, zh", cells, audits);
    }

    private static Table Run(string title, string rates, IndexCell[] cells, int audits)
    {
        var rows = CellRunner.Run(title, cells, cell =>
        {
            bool alike = cell.IsOfLanguages ? cell.Rates[0] - cell.Rates[1] == cell.Rates[2] - cell.Rates[3] : cell.Rates[0] == cell.Rates[1];
            return (Alike: alike, Apart: cell.Measure(audits, alike), Together: (cell with { Together = Strongly }).Measure(audits, alike));
        });
        Tally[] held = [.. rows.SelectMany(static row => new[] { row.Apart.Held, row.Together.Held })];
        Share[] rejected = [.. rows.Where(static row => row.Alike).SelectMany(static row => new[] { row.Apart.Rejected, row.Together.Rejected })];
        return new Table(
            title,
            string.Create(CultureInfo.InvariantCulture, $"Per cent of {audits} audits whose 95 % interval held the planted difference, mean width, and, where there is no difference, per cent with a p-value of at most 0.05 (which may be 5). ") +
            string.Create(CultureInfo.InvariantCulture, $"A family's effects in its roles and languages are independent, or go together strongly (Gaussian copula, {Strongly}). Coverage below 93 is in bold, and so is a share of false alarms that chance does not explain. ") +
            $"{held.Count(static tally => tally.IsLow)} of {held.Length} cells are below 93, least {RateGrid.Least(held)}; {rejected.Count(static share => share.IsHigh)} of {rejected.Length} have too many false alarms, most " +
            string.Create(CultureInfo.InvariantCulture, $"{100 * rejected.Max(static share => share.Value):F1} %."),
            $"{rates} | families | correlation | samples | sizes | independent | width | false alarms | together | width | false alarms",
            [.. cells.Zip(rows, static (cell, row) =>
                $"{cell.Name} | {row.Apart.Held.Columns()} | {(row.Alike ? row.Apart.Rejected.Column() : "")} | {row.Together.Held.Columns()} | {(row.Alike ? row.Together.Rejected.Column() : "")}")]);
    }
}
