using System.Globalization;

namespace CensorshipEval.Coverage;

/// <summary>Error rates of sequential tests.</summary>
internal static class SequentialGrid
{
    public static Table Run(int tests)
    {
        SequentialCell[] cells =
        [
            .. from rate in new[] { 0.02, 0.05, 0.1, 0.2, 0.5, 0.9 }
               from families in new int?[] { 20, 60, 200, null }
               from correlation in new[] { 0.3, 0.8, 1 }
               select new SequentialCell(rate, families, correlation),
        ];
        var rows = CellRunner.Run("sequential", cells, cell => cell.Measure(tests));
        Share[] errors = [.. rows.SelectMany(static row => new[] { row.Holds, row.Fails })];
        return new Table(
            "Sequential tests",
            string.Create(CultureInfo.InvariantCulture, $"Per cent of {tests} tests of \"at most the limit\", looked at after every family, that said what is not so (each may be 5). ") +
            "Without an end the planted rate is the limit, and both outcomes are wrong, within 400 families; of a list, the limit is the list's own mean, less a hair for a wrong \"holds\". Four answers to a family; correlation 1: all or none. " +
            string.Create(CultureInfo.InvariantCulture, $"Above 5 and what chance explains in bold: {errors.Count(static share => share.IsHigh)} of {errors.Length}, most {100 * errors.Max(static share => share.Value):F1} %."),
            "rate | families | correlation | wrong \"holds\" | wrong \"fails\"",
            [.. cells.Zip(rows, static (cell, row) => $"{cell.Name} | {row.Holds.Column()} | {row.Fails.Column()}")]);
    }
}
