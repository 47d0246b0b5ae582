using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class MartingaleReferenceTests
{
    private const string Topic = "martingale";

    public static TheoryData<string> Kelly => ReferenceCase.Names(Topic, "kelly");

    public static TheoryData<string> Clean => ReferenceCase.Names(Topic, "clean");

    [Theory]
    [MemberData(nameof(Kelly))]
    public void The_wealth_of_growth_optimal_bets_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        var wealth = new BettingWealth(one.Input("mean"), (int?)one.InputOrNull("families"), one.Input("zeros"), one.Input("ones"), one.Input("stake"));
        double?[] expected = one.ExpectedValues("logWealth");
        foreach ((int i, double value) in one.Values("values").Index())
        {
            wealth.Add(value);
            // The bets are found in a few steps: inexact ones are fair, too.
            wealth.Log.ShouldBe(expected[i]!.Value, 1e-3, $"after {i + 1} of '{name}'");
        }
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void As_many_clean_families_are_needed_as_in_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        if (one.Input("stake") > 0.99) return; // R's bound on what any bets could do
        int? families = (int?)one.InputOrNull("families");
        SequentialRateTest.FamiliesNeeded(new SequentialRateTestOptions
        {
            Limit = one.Input("limit"), Confidence = one.Input("confidence"), GreatestStake = one.Input("stake"), Families = families,
            Estimand = families is null ? SequentialEstimand.FamiliesLikeThese : SequentialEstimand.TheseFamilies,
        }).ShouldBe((int?)one.Expected("needed"), name);
    }

    [Fact]
    public void Over_all_orders_of_families_whose_mean_is_the_limit_the_wealth_is_1_on_average_after_every_draw()
    {
        double[] values = [0, 0.25, 0.5, 0, 0.75, 0.125];
        var sums = new double[values.Length];
        int orders = 0;
        foreach (double[] order in Orders(values))
        {
            var wealth = new BettingWealth(values.Average(), values.Length, zeros: 6, ones: 0.5, greatestStake: 0.9);
            for (int i = 0; i < order.Length; i++)
            {
                wealth.Add(order[i]);
                sums[i] += Math.Exp(wealth.Log);
            }

            orders++;
        }

        orders.ShouldBe(720);
        foreach (double sum in sums) (sum / orders).ShouldBe(1, 1e-9);

        static IEnumerable<double[]> Orders(double[] of) => of.Length < 2
            ? [of]
            : Enumerable.Range(0, of.Length).SelectMany(i => Orders([.. of[..i], .. of[(i + 1)..]]).Select(rest => (double[])[of[i], .. rest]));
    }
}
