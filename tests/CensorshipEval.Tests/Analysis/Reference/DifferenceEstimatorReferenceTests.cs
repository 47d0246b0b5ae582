using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class DifferenceEstimatorReferenceTests
{
    private const string Topic = "difference-estimator";

    public static TheoryData<string> Cases => ReferenceCase.Names(Topic);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_rate_from_labels_and_predictions_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        string[] families = one.Texts("family");
        double[] predicted = one.Values("predicted"), probability = one.Values("probability");
        double?[] labels = one.InputsOrNull("label");
        PredictionPoweredRate rate = PredictionPoweredRate.Of(families.Select((family, i) => new PredictedTrial(family, predicted[i] > 0.5, labels[i], probability[i])));

        rate.Families.ShouldBe((int)one.Expected("families")!.Value);
        rate.Labelled.ShouldBe((long)one.Expected("labelled")!.Value);
        one.Check("predictedRate", rate.AutomaticRate);
        if (rate.Labelled == 0)
        {
            // The formula would give the automatic rate as if it were confirmed.
            rate.Estimate.ShouldBeNull();
            rate.Reason.ShouldNotBeNull();
            return;
        }

        double unclipped = one.Expected("estimate")!.Value;
        rate.Estimate!.Value.ShouldBe(Math.Clamp(unclipped, 0, 1), 1e-12);
        rate.WasClipped.ShouldBe(unclipped is < 0 or > 1);
        one.Check("variance", rate.Variance);
    }
}
