using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class PairedIndexReferenceTests
{
    private const string Topic = "paired-index";

    public static TheoryData<string> Cases => ReferenceCase.Names(Topic);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_index_of_trials_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        string[] families = one.Texts("family"), forms = one.Texts("form"), languages = one.Texts("language");
        double?[] sensitive = one.InputsOrNull("sensitive"), analogue = one.InputsOrNull("analogue");
        var trials = new ReferenceTrials();
        for (int i = 0; i < families.Length; i++)
        {
            trials.Add("m", families[i], Enum.Parse<PromptForm>(forms[i]), languages[i], PromptRole.Sensitive, sensitive[i]);
            trials.Add("m", families[i], Enum.Parse<PromptForm>(forms[i]), languages[i], PromptRole.Analogue, analogue[i]);
        }

        Contrast? index = trials.Analyse().Indices(GroupBy.None).SingleOrDefault()?.Index;
        if (one.Expected("index") is null)
        {
            index.ShouldBeNull();
            return;
        }

        index.ShouldNotBeNull();
        one.Check("index", index.Difference.Value);
        one.Check("sensitiveRate", index.Left.Value);
        one.Check("analogueRate", index.Right.Value);
        one.Check("pairs", index.Pairs);
        one.Check("families", index.Families);
        one.Check("unpairedFamilies", index.UnpairedFamilies);
        one.Check("discordance", index.Discordance);
        one.Check("standardError", index.StandardErrors.Family);
        one.CheckRoot("naiveVariance", index.StandardErrors.Naive);
        one.Check("signFlipP", index.PValue);
        one.Check("tP", index.ClusteredPValue);
        // The interval's half width is 1.96 standard errors, so to speak; R's normal formula is told per standard error.
        ReferenceCase detectable = ReferenceCase.Of("planner", "twenty families");
        double factor = detectable.Expected("normal")!.Value / detectable.Input("standardError") / 1.959963984540054;
        double normal = (index.Difference.High - index.Difference.Low)!.Value / 2 * factor;
        // Fewer than six families show nothing, whatever they differ by, and single pairs less than the interval promises.
        if (index.Families < 6 || normal > 1) index.LeastDetectable.ShouldBeNull();
        else if (index.Pairs > index.Families) index.LeastDetectable!.Value.ShouldBe(normal, 1e-9);
        else (index.LeastDetectable ?? 1).ShouldBeGreaterThanOrEqualTo(normal);
    }
}
