using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class LanguageGapReferenceTests
{
    private const string Topic = "language-gap";

    public static TheoryData<string> Cases => ReferenceCase.Names(Topic);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gap_between_the_indices_of_two_languages_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        string[] families = one.Texts("family"), forms = one.Texts("form");
        var trials = new ReferenceTrials();
        foreach ((string input, string language, PromptRole role) in new[]
        {
            ("sensitive", "zh-Hans", PromptRole.Sensitive), ("analogue", "zh-Hans", PromptRole.Analogue),
            ("referenceSensitive", "en", PromptRole.Sensitive), ("referenceAnalogue", "en", PromptRole.Analogue),
        })
        {
            foreach ((int i, double? rate) in one.InputsOrNull(input).Index()) trials.Add("m", families[i], Enum.Parse<PromptForm>(forms[i]), language, role, rate);
        }

        Contrast? gap = trials.Analyse().LanguageGaps(LanguageTag.Parse("en")).SingleOrDefault()?.Gap;
        if (one.Expected("gap") is null)
        {
            gap.ShouldBeNull();
            return;
        }

        gap.ShouldNotBeNull();
        one.Check("gap", gap.Difference.Value);
        one.Check("index", gap.Left.Value);
        one.Check("referenceIndex", gap.Right.Value);
        one.Check("units", gap.Pairs);
        one.Check("families", gap.Families);
        one.Check("standardError", gap.StandardErrors.Family);
        one.Check("discordance", gap.Discordance);
        one.Check("signFlipP", gap.PValue);
        one.Check("tP", gap.ClusteredPValue);
    }
}
