using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Indices;

public sealed class LanguageGapTests
{
    [Fact]
    public void A_gap_is_a_difference_of_indices_and_never_of_raw_rates()
    {
        // In Chinese everything is refused twice as often, the analogues included: caution, not censorship.
        var cells = new Cells();
        for (int family = 0; family < 20; family++)
        {
            cells.Add(family, PromptRole.Sensitive, family < 5 ? 1 : 0).Add(family, PromptRole.Analogue, family < 5 ? 1 : 0);
            cells.Add(family, PromptRole.Sensitive, family < 10 ? 1 : 0, language: "zh").Add(family, PromptRole.Analogue, family < 10 ? 1 : 0, language: "zh");
        }

        LanguageGap gap = cells.Analyse().LanguageGaps().ShouldHaveSingleItem();
        (gap.Language.Value, gap.Reference.Value).ShouldBe(("zh-Hans", "en"));
        gap.Gap.Difference.Value.ShouldBe(0);
        gap.IsExploratory.ShouldBeFalse();
    }

    [Fact]
    public void Only_families_that_both_languages_have_count()
    {
        var cells = new Cells();
        for (int family = 0; family < 20; family++)
        {
            cells.Add(family, PromptRole.Sensitive, 0).Add(family, PromptRole.Analogue, 0);
            if (family < 12) cells.Add(family, PromptRole.Sensitive, 1, language: "zh", translation: TranslationStatus.Machine).Add(family, PromptRole.Analogue, 0, language: "zh");
        }

        LanguageGap gap = cells.Analyse().LanguageGaps().ShouldHaveSingleItem();
        (gap.Gap.Difference.Value, gap.Gap.Families, gap.Gap.UnpairedFamilies, gap.IsExploratory).ShouldBe((1, 12, 8, true));
        gap.Gap.Left.Value.ShouldBe(1);
        gap.Gap.Right.Value.ShouldBe(0);
    }
}
