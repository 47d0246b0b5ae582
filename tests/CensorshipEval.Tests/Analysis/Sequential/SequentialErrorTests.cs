using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Sequential;

public sealed class SequentialErrorTests
{
    private const int Runs = 300;

    // Five per cent and three standard errors of so many runs.
    private static readonly double Most = 0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Runs));

    public static TheoryData<string, double, double> AtTheLimit
    {
        get
        {
            var data = new TheoryData<string, double, double>();
            foreach (string shape in SimulatedFamilies.Shapes)
            {
                foreach (double limit in (double[])[0.05, 0.2, 0.5]) data.Add(shape, limit, 0.99);
                data.Add(shape, 0.1, 0.8);
            }

            return data;
        }
    }

    public static TheoryData<string, double, int> Lists
    {
        get
        {
            var data = new TheoryData<string, double, int>();
            foreach (string shape in SimulatedFamilies.Shapes)
            {
                foreach (double limit in (double[])[0.05, 0.2, 0.5])
                {
                    foreach (int families in (int[])[20, 60, 200]) data.Add(shape, limit, families);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(AtTheLimit))]
    public void Looked_at_after_each_of_400_families_at_the_limit_neither_answer_is_given_in_more_than_1_run_of_20(string shape, double limit, double stake)
    {
        SequentialSimulation.Tally tally = SequentialSimulation.Run(
            new SequentialRateTestOptions { Limit = limit, MaxFamilies = 400, GreatestStake = stake }, Runs,
            random => SequentialSimulation.Draws(SimulatedFamilies.Endless(shape, limit, random)));
        Tell(tally);
        tally.Holds.ShouldBeLessThanOrEqualTo(Most);
        tally.Fails.ShouldBeLessThanOrEqualTo(Most);
        (tally.Holds + tally.Fails).ShouldBeGreaterThan(0, "a test that says nothing makes no errors");
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Of_a_list_hardly_above_the_limit_it_is_said_to_hold_in_at_most_1_run_of_20(string shape, double limit, int families)
    {
        SequentialSimulation.Tally tally = OfList(shape, limit, families, (families * limit) + 0.001);
        Tell(tally);
        tally.Holds.ShouldBeLessThanOrEqualTo(Most);
        (tally.Holds + tally.Fails).ShouldBe(1, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Of_a_list_at_the_limit_it_is_said_to_fail_in_at_most_1_run_of_20(string shape, double limit, int families)
    {
        SequentialSimulation.Tally tally = OfList(shape, limit, families, families * limit);
        Tell(tally);
        tally.Fails.ShouldBeLessThanOrEqualTo(Most);
        (tally.Holds + tally.Fails).ShouldBe(1, 1e-9);
    }

    [Theory]
    [InlineData("all or nothing", 0.05)]
    [InlineData("all or nothing", 0.4)]
    [InlineData("beta", 0.3)]
    [InlineData("one in five", 0.02)]
    public void The_interval_that_is_read_at_the_worst_moment_has_each_end_wrong_in_at_most_1_run_of_20(string shape, double truth)
    {
        const int runs = 100, looks = 12;
        int tooHigh = 0, tooLow = 0;
        for (int run = 0; run < runs; run++)
        {
            Func<double> draw = SimulatedFamilies.Endless(shape, truth, new Dice(run));
            var test = new SequentialRateTest(new SequentialRateTestOptions { Limit = 0.1 });
            bool high = false, low = false;
            for (int i = 0; i < 10 * looks; i++)
            {
                test.Add(draw());
                if (i % 10 != 0) continue;
                Interval interval = test.ConfidenceInterval();
                high |= interval.Low > truth;
                low |= interval.High < truth;
            }

            if (high) tooHigh++;
            if (low) tooLow++;
        }

        double most = 0.05 + (3 * Math.Sqrt(0.05 * 0.95 / runs));
        ((double)tooHigh / runs).ShouldBeLessThanOrEqualTo(most);
        ((double)tooLow / runs).ShouldBeLessThanOrEqualTo(most);
    }

    [Fact]
    public void It_takes_fewer_families_than_a_test_of_one_size_with_the_same_errors()
    {
        string table = SequentialSimulation.Table(Runs);
        TestContext.Current.TestOutputHelper!.WriteLine(table);
        string[][] rows = [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(static row => row.Split('|', StringSplitOptions.TrimEntries))];
        // Close to the limit the first exception costs more than is saved; with a smaller stake it does not.
        foreach (string[] row in rows.Where(static row => row[2] != "0 %")) int.Parse(row[6], null).ShouldBeLessThanOrEqualTo(int.Parse(row[3], null) + 1, string.Join('|', row));
        foreach (string[] row in rows.Where(static row => row[2] == "0 %")) row[4].ShouldBe(row[3]);
    }

    // For the documentation.
    private static void Tell(SequentialSimulation.Tally tally) => TestContext.Current.TestOutputHelper!.WriteLine($"holds {tally.Holds:0.0000}, fails {tally.Fails:0.0000}");

    private static SequentialSimulation.Tally OfList(string shape, double limit, int families, double sum) => SequentialSimulation.Run(
        new SequentialRateTestOptions { Limit = limit, Estimand = SequentialEstimand.TheseFamilies, Families = families }, Runs,
        random => SimulatedFamilies.List(shape, families, sum, random));
}
