using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.TestKit.Schemas;

namespace CensorshipEval.Tests.Gates;

/// <summary>What docs/gates.md says is what the code does.</summary>
public sealed class GateDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(SchemaJudge.Repository, "docs", "gates.md"));

    [Fact]
    public void The_upper_ends_of_clean_results_are_those_of_the_intervals()
    {
        (double Families, double End)[] rows = Rows("| families |", "| upper end, % |");
        rows.Length.ShouldBe(7);
        foreach ((double families, double end) in rows) (100 * UpperEnd((int)families)).ShouldBe(end, 0.051, $"{families} families");
    }

    [Fact]
    public void So_many_clean_families_pass_a_limit_and_one_less_does_not()
    {
        (double Limit, double Families)[] rows = Rows("| limit |", "| families, all clean, to pass |");
        rows.Length.ShouldBe(5);
        foreach ((double limit, double families) in rows)
        {
            UpperEnd((int)families).ShouldBeLessThanOrEqualTo(limit);
            UpperEnd((int)families - 1).ShouldBeGreaterThan(limit);
        }
    }

    [Fact]
    public void The_example_can_be_read() =>
        GatePolicyFileTests.Read(string.Join('\n', Lines.SkipWhile(static line => line != "```json").Skip(1).TakeWhile(static line => line != "```"))).Gates.Count.ShouldBe(5);

    private static double UpperEnd(int families) => new MadeUpRun().With(families, 0).Analysis.Rate()!.Hard!.High!.Value;

    private static (double, double)[] Rows(string first, string second) => [.. Numbers(first).Zip(Numbers(second))];

    private static IEnumerable<double> Numbers(string row) => Lines.Single(line => line.StartsWith(row, StringComparison.Ordinal)).Split('|', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1).Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture));
}
