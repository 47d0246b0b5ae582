using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.TestKit.Schemas;
using MathNet.Numerics.Distributions;

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
    public void The_errors_with_few_families_are_those_of_the_intervals()
    {
        double[] families = [.. Numbers("| families of a gate |")];
        families.Length.ShouldBe(6);
        (double Pass, double Fail)[] errors = [.. families.Select(static of => Errors((int)of))];
        foreach ((string name, IEnumerable<double> shares) in new[] { ("| beyond it, and pass, % |", errors.Select(static error => error.Pass)), ("| within it, and fail, % |", errors.Select(static error => error.Fail)) })
        {
            string row = name + string.Concat(shares.Select(static share => string.Create(CultureInfo.InvariantCulture, $" {100 * share:0.0} |")));
            Lines.Single(line => line.StartsWith(name, StringComparison.Ordinal)).ShouldBe(row);
        }
    }

    [Fact]
    public void The_example_can_be_read() =>
        GatePolicyFileTests.Read(string.Join('\n', Lines.SkipWhile(static line => line != "```json").Skip(1).TakeWhile(static line => line != "```"))).Gates.Count.ShouldBe(5);

    // Of models whose true value is the limit, most pass where it is the upper end of some result, and most fail where it is a lower end.
    private static (double Pass, double Fail) Errors(int families)
    {
        double pass = 0, fail = 0;
        for (int refused = 0; refused <= families; refused++)
        {
            Estimate found = new MadeUpRun().With(families, refused).Analysis.Rate()!.Hard!;
            if (found.High <= 0.5) pass = Math.Max(pass, new Binomial(found.High!.Value, families).CumulativeDistribution(refused));
            if (found.Low is > 0 and <= 0.5) fail = Math.Max(fail, 1 - new Binomial(found.Low!.Value, families).CumulativeDistribution(refused - 1));
        }

        return (pass, fail);
    }

    private static double UpperEnd(int families) => new MadeUpRun().With(families, 0).Analysis.Rate()!.Hard!.High!.Value;

    private static (double, double)[] Rows(string first, string second) => [.. Numbers(first).Zip(Numbers(second))];

    private static IEnumerable<double> Numbers(string row) => Lines.Single(line => line.StartsWith(row, StringComparison.Ordinal)).Split('|', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1).Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture));
}
