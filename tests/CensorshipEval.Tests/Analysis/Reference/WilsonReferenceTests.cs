using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class WilsonReferenceTests
{
    public static TheoryData<string> Modified => ReferenceCase.Names("wilson", "modified");

    public static TheoryData<string> Cases => ReferenceCase.Names("wilson", "score");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_score_interval_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of("wilson", name);
        Interval interval = WilsonInterval.Of(one.Input("rate"), one.Input("n"), one.Input("level"));
        one.Check("low", interval.Low);
        one.Check("high", interval.High);
    }

    [Theory]
    [MemberData(nameof(Modified))]
    public void Near_0_and_1_the_limits_are_those_of_R_from_the_Poisson_distribution(string name)
    {
        ReferenceCase one = ReferenceCase.Of("wilson", name);
        Interval interval = RateInterval.EffectiveWilson(one.Input("rate"), one.Input("n"), one.Input("level"));
        one.Check("low", interval.Low);
        one.Check("high", interval.High);
    }
}
