using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class ExactLimitsReferenceTests
{
    private const string Topic = "exact-limits";

    public static TheoryData<string> Poisson => ReferenceCase.Names(Topic, "poisson");

    [Theory]
    [MemberData(nameof(Poisson))]
    public void Few_events_have_the_exact_Poisson_limit_of_R_where_it_lies_below_the_score_interval(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        double rate = one.Input("hits") / one.Input("n"), n = one.Input("n"), level = one.Input("level");
        double low = RateInterval.EffectiveWilson(rate, n, level).Low, wilson = WilsonInterval.Of(rate, n, level).Low;
        double expected = one.Input("hits") < 3 ? Math.Min(wilson, one.Expected("lowOneSided")!.Value) : wilson;
        low.ShouldBe(expected, 1e-9);
        RateInterval.EffectiveWilson(1 - rate, n, level).High.ShouldBe(1 - expected, 1e-9);
    }
}
