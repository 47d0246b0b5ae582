using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class MoverReferenceTests
{
    public static TheoryData<string> Cases => ReferenceCase.Names("mover");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_interval_of_a_difference_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of("mover", name);
        Interval interval = MoverInterval.Of(
            one.Input("rate1"), new Interval(one.Input("low1"), one.Input("high1")), one.Input("rate2"), new Interval(one.Input("low2"), one.Input("high2")),
            one.Input("correlation"));
        one.Check("low", interval.Low);
        one.Check("high", interval.High);
    }
}
