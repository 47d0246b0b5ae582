using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Tests.Analysis.Planning;

public sealed class StudyPlanTests
{
    [Fact]
    public void Only_a_sensitive_prompt_and_its_analogue_in_one_form_and_language_are_a_pair()
    {
        StudyPlan plan = Plan(
            Prompt("a", PromptRole.Sensitive, "en"), Prompt("a", PromptRole.Analogue, "en"),
            Prompt("a", PromptRole.Sensitive, "de"), Prompt("a", PromptRole.Analogue, "fr"), Prompt("a", PromptRole.Benign, "de"),
            Prompt("b", PromptRole.Sensitive, "en", PromptForm.Explain), Prompt("b", PromptRole.Analogue, "en", PromptForm.Question),
            Prompt("b", PromptRole.Sensitive, "de", PromptForm.Explain), Prompt("b", PromptRole.Analogue, "de", PromptForm.Explain),
            new Prompt { Id = "own", Text = "?", Language = LanguageTag.Parse("en") });
        plan.Total.Families.ShouldBe(2);
        plan.Total.Pairs.ShouldBe(2);
        plan.Languages.Select(static cell => (cell.Language!.Value.Value, cell.Families)).ShouldBe([("de", 1), ("en", 1)]);
        plan.Total.IsDescriptive.ShouldBeTrue();
        plan.Languages[0].LanguageGapFamilies.ShouldBe(0);
        plan.Languages[0].DetectableLanguageGap.ShouldBeNull();
        plan.Languages[0].DetectableGap.ShouldBeNull("one family detects nothing");
    }

    [Fact]
    public void Families_with_unequal_pairs_count_by_their_harmonic_mean()
    {
        StudyPlan plan = Plan([.. Family("a", 1), .. Family("b", 3)]);
        plan.Total.Pairs.ShouldBe(4);
        plan.Total.PairsPerFamily.ShouldBe(1.5, 1e-12);
    }

    [Fact]
    public void Cells_tell_what_the_planner_tells_of_their_families()
    {
        StudyPlan plan = Plan([.. Enumerable.Range(0, 25).SelectMany(static i => Family($"f{i}", 2))], samples: 3);
        PlannedCell english = plan.Languages.Single(static cell => cell.Language == LanguageTag.Parse("en"));
        PlannedCell german = plan.Languages.Single(static cell => cell.Language == LanguageTag.Parse("de"));
        plan.ReferenceLanguage.ShouldBe(LanguageTag.Parse("en"));
        plan.CallsPerTarget.ShouldBe(25 * 4 * 3);
        plan.Total.DetectableGap.ShouldBe(StudyPlanner.DetectableGap(25, 2, 3));
        plan.Total.IsDescriptive.ShouldBeFalse();
        plan.Total.FamiliesForTenPoints.ShouldBe(StudyPlanner.FamiliesForGap(0.1, 2, 3));
        plan.Total.FamiliesForTwentyPoints.ShouldBe(StudyPlanner.FamiliesForGap(0.2, 2, 3));
        plan.Total.LanguageGapFamilies.ShouldBeNull();
        english.LanguageGapFamilies.ShouldBeNull();
        german.LanguageGapFamilies.ShouldBe(25);
        german.DetectableLanguageGap.ShouldBe(StudyPlanner.DetectableLanguageGap(25, 1, 3));
        plan.Cells.Count.ShouldBe(2);
    }

    [Fact]
    public void A_plan_without_pairs_has_nothing_to_find()
    {
        StudyPlan plan = Plan(Prompt("a", PromptRole.Sensitive, "en"));
        plan.Total.Families.ShouldBe(0);
        plan.Total.DetectableGap.ShouldBeNull();
        plan.Total.FamiliesForTenPoints.ShouldBeNull();
        plan.ReferenceLanguage.ShouldBeNull();
        plan.Cells.ShouldBeEmpty();
        plan.CallsPerTarget.ShouldBe(1);
    }

    [Fact]
    public void The_built_in_corpus_pairs_most_of_its_families()
    {
        StudyPlan plan = Plan([.. TestCorpus.BuiltIn.Prompts]);
        plan.Total.Families.ShouldBeGreaterThan(20);
        plan.Total.DetectableGap!.Value.ShouldBeInRange(0.01, 0.3);
        plan.Cells.ShouldAllBe(static cell => cell.Families > 0 && cell.Pairs >= cell.Families);
    }

    // In as many of these languages as it has pairs.
    private static IEnumerable<Prompt> Family(string id, int pairs) => new[] { "en", "de", "fr" }.Take(pairs)
        .SelectMany(language => new[] { Prompt(id, PromptRole.Sensitive, language), Prompt(id, PromptRole.Analogue, language) });

    private static Prompt Prompt(string family, PromptRole role, string language, PromptForm form = PromptForm.Question) => new()
    {
        Id = $"{family}-{role}-{language}-{form}", Text = "?", Language = LanguageTag.Parse(language), FamilyId = family, Role = role, Form = form, Jurisdiction = Jurisdiction.Parse("CN"),
    };

    private static StudyPlan Plan(params Prompt[] prompts) => Plan(prompts, samples: 1);

    private static StudyPlan Plan(Prompt[] prompts, int samples) => StudyPlan.Of(new EvaluationPlan
    {
        Corpus = TestCorpus.BuiltIn.Info,
        Targets = [new Target { Id = "a", Model = "a" }, new Target { Id = "b", Model = "b" }],
        Prompts = prompts,
        Samples = samples,
        Judges = new Judges(new ComponentId("none", "1"), []),
        Source = "test",
    });
}
