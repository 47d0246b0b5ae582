using CensorshipEval.Analysis;
using FsCheck;
using FsCheck.Fluent;
using Interval = CensorshipEval.Analysis.Interval;

namespace CensorshipEval.Tests.Analysis;

public sealed class WilsonIntervalTests
{
    // Worked out from the closed form with z = 1.959964, independently of the code.
    [Theory]
    [InlineData(0.0, 10, 0.0, 0.2775328)]
    [InlineData(1.0, 10, 0.7224672, 1.0)]
    [InlineData(0.5, 20, 0.2992980, 0.7007020)]
    [InlineData(0.1, 60, 0.0466390, 0.2014690)]
    public void It_is_the_closed_form_of_the_score_interval(double rate, double size, double low, double high)
    {
        Interval interval = WilsonInterval.Of(rate, size);
        interval.Low.ShouldBe(low, 1e-4);
        interval.High.ShouldBe(high, 1e-4);
    }

    [Fact]
    public void It_holds_the_rate_lies_within_0_and_1_and_always_has_width() => Prop.ForAll(
        ArbMap.Default.ArbFor<(ushort Hits, ushort More)>(),
        given =>
        {
            int n = given.Hits + given.More + 1;
            double rate = (double)given.Hits / n;
            Interval interval = WilsonInterval.Of(rate, n);
            interval.Low.ShouldBeInRange(0, rate);
            interval.High.ShouldBeInRange(rate, 1);
            (interval.High - interval.Low).ShouldBeGreaterThan(0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_families_never_widen_it()
    {
        foreach (double rate in new[] { 0, 0.02, 0.5, 0.9, 1 })
        {
            double[] widths = [.. new double[] { 1, 2, 8, 20, 60, 1000 }.Select(n => WilsonInterval.Of(rate, n).High - WilsonInterval.Of(rate, n).Low)];
            widths.Zip(widths.Skip(1)).ShouldAllBe(static pair => pair.Second < pair.First);
        }
    }

    [Theory]
    [InlineData(-0.1, 10, 0.95)]
    [InlineData(1.1, 10, 0.95)]
    [InlineData(double.NaN, 10, 0.95)]
    [InlineData(0.5, 0, 0.95)]
    [InlineData(0.5, double.NaN, 0.95)]
    [InlineData(0.5, 10, 1)]
    [InlineData(0.5, 10, 0)]
    public void What_is_out_of_range_is_refused(double rate, double size, double confidence) =>
        Should.Throw<ArgumentOutOfRangeException>(() => WilsonInterval.Of(rate, size, confidence));
}
