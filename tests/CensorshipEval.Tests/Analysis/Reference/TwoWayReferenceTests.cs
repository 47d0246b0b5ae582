using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class TwoWayReferenceTests
{
    public static TheoryData<string> Cases => ReferenceCase.Names("two-way");

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_way_and_two_way_variances_are_those_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of("two-way", name);
        if (one.Expected("mean") is not { } mean) return; // no pairs, no contrast
        string[] models = one.Texts("model"), families = one.Texts("family");
        TwoWayVariance variance = TwoWayVariance.Of(
            [.. one.Values("value").Select((value, i) => (Array.IndexOf(families, families[i]), Array.IndexOf(models, models[i]), value - mean))]);

        one.Check("naiveVariance", variance.Naive);
        one.Check("modelVariance", variance.Model);
        one.Check("familyVariance", variance.Family);
        // Ours is never less than either one-way variance, so that a negative one, which the formula allows, cannot be.
        if (one.Expected("twoWayVariance") is { } twoWay) variance.TwoWay.ShouldBe(Math.Max(twoWay, Math.Max(variance.Model, variance.Family)), 1e-12);
        else variance.TwoWay.ShouldBe(double.NaN);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_index_pooled_over_models_has_the_standard_errors_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of("two-way", name);
        string[] models = one.Texts("model"), families = one.Texts("family");
        double[] values = one.Values("value");
        if (one.Expected("models") < 2) return; // not pooled
        var trials = new ReferenceTrials();
        for (int i = 0; i < values.Length; i++)
        {
            // Several pairs of one model and family are its forms.
            var form = (PromptForm)Enumerable.Range(0, i).Count(j => models[j] == models[i] && families[j] == families[i]);
            trials.Add(models[i], families[i], form, "en", PromptRole.Sensitive, Math.Max(0, values[i]));
            trials.Add(models[i], families[i], form, "en", PromptRole.Analogue, Math.Max(0, -values[i]));
        }

        Contrast index = trials.Analyse().Indices(GroupBy.None).Single().Index!;
        one.Check("mean", index.Difference.Value);
        one.Check("models", index.Models);
        one.Check("families", index.Families);
        one.CheckRoot("naiveVariance", index.StandardErrors.Naive);
        one.CheckRoot("familyVariance", index.StandardErrors.Family);
        one.CheckRoot("modelVariance", index.StandardErrors.Model);
        double?[] both = [one.Expected("twoWayVariance"), one.Expected("modelVariance"), one.Expected("familyVariance")];
        double? twoWay = index.StandardErrors.TwoWay;
        (twoWay is null).ShouldBe(both[0] is null);
        // Where no variance is left for Student's t, the families are asked instead.
        one.Check("tP", index.Test is ContrastTest.TwoWayT ? index.PValue : null);
        index.PValue.ShouldNotBeNull();
        if (twoWay is { } root) (root * root).ShouldBe(both.Max()!.Value, 1e-12);
    }
}
