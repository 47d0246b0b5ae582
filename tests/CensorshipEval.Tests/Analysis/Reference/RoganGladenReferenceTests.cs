using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class RoganGladenReferenceTests
{
    private const string Topic = "rogan-gladen";

    public static TheoryData<string> Formula => ReferenceCase.Names(Topic, "formula");

    public static TheoryData<string> Sources => ReferenceCase.Names(Topic, "sources");

    [Theory]
    [MemberData(nameof(Formula))]
    public void The_corrected_rate_and_its_variance_are_those_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        var correction = new RateCorrection(0, one.Input("rate"), one.Input("sensitivity"), one.Input("specificity"));
        one.Check("youden", correction.Youden);
        // Where R says undefined, ours is caught before the formula: see the test below.
        if (one.Expected("unclipped") is null) correction.Youden.ShouldBeLessThan(RoganGladen.LeastYouden);
        else
        {
            one.Check("unclipped", correction.Estimate);
            one.Check("variance", correction.Variance(one.Input("rateVariance"), one.Input("sensitivityVariance"), one.Input("specificityVariance")));
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Several_sources_give_the_rate_variance_and_limits_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        double[] positives = one.Values("positives"), negatives = one.Values("negatives"), hits = one.Values("truePositives"), passed = one.Values("trueNegatives");
        CorrectedRate corrected = RoganGladen.Correct(
            one.Input("rate"), one.Input("rateVariance"), (int)one.Input("families"),
            [.. positives.Select((labelled, i) => Accuracy(i, hits[i], labelled, passed[i], negatives[i]))], one.Input("level"));

        corrected.Outcome.ShouldBe(CorrectionOutcome.Corrected);
        one.Check("sensitivity", corrected.Sensitivity);
        one.Check("specificity", corrected.Specificity);
        one.Check("rate", corrected.Estimate);
        one.Check("variance", corrected.Variance);
        corrected.WasClipped.ShouldBe(one.ExpectedTruth("wasClipped"));
        if (one.Expected("low") is null) return;
        one.Check("low", corrected.Interval!.Value.Low, 1e-8);
        one.Check("high", corrected.Interval!.Value.High, 1e-8);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(40, 30)]
    public void A_detector_that_tells_nothing_identifies_nothing(int sensitivity, int alarms)
    {
        CorrectedRate corrected = RoganGladen.Correct(0.4, 0.002, 30, [.. Enumerable.Range(0, 3).Select(i => Accuracy(i, sensitivity, 100, 100 - alarms, 100))]);
        corrected.Outcome.ShouldBe(CorrectionOutcome.NotIdentified);
        corrected.Estimate.ShouldBeNull();
        corrected.Reason.ShouldNotBeNull();
    }

    private static DetectorAccuracy Accuracy(int source, double hits, double positives, double passed, double negatives) => new()
    {
        Source = $"source {source}", Language = LanguageTag.Parse("en"), TruePositives = (int)hits, Positives = (int)positives,
        TrueNegatives = (int)passed, Negatives = (int)negatives,
    };
}
