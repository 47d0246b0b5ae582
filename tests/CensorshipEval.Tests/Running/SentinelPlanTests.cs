using CensorshipEval.Running;

namespace CensorshipEval.Tests.Running;

public sealed class SentinelPlanTests
{
    [Fact]
    public void Sentinels_are_drawn_over_roles_families_and_languages()
    {
        Prompt[] drawn = Draw(TestCorpus.BuiltIn.Prompts, seed: 1);
        PromptRole[] turns = [PromptRole.Sensitive, PromptRole.Analogue, PromptRole.Benign, PromptRole.Neutral, PromptRole.SafetyControl];
        PromptRole[] roles = [.. turns.Where(static role => TestCorpus.BuiltIn.Prompts.Any(prompt => prompt.Role == role))];
        drawn.Select(static prompt => prompt.Role!.Value).ShouldBe(Enumerable.Range(0, 6).Select(turn => roles[turn % roles.Length]));
        drawn.Select(static prompt => prompt.FamilyId).Distinct().Count().ShouldBe(6);
        drawn.Select(static prompt => prompt.Language).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void The_draw_is_the_same_for_the_same_prompts_in_any_order_and_another_for_another_seed()
    {
        IReadOnlyList<Prompt> prompts = TestCorpus.BuiltIn.Prompts;
        SentinelPlan.Default([.. prompts.Reverse()], 3).PromptIds.ShouldBe(SentinelPlan.Default(prompts, 3).PromptIds);
        SentinelPlan.Default(prompts, 4).PromptIds.ShouldNotBe(SentinelPlan.Default(prompts, 3).PromptIds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_few_prompts_give_as_many_sentinels_as_there_are_and_never_one_twice(int count)
    {
        Prompt[] prompts = [.. Enumerable.Range(0, count).Select(static i => new Prompt { Id = $"p{i}", Text = "?", Language = LanguageTag.Parse("en"), FamilyId = "f" })];
        string[] ids = [.. Draw(prompts, 1).Select(static prompt => prompt.Id)];
        ids.ShouldBeUnique();
        ids.Length.ShouldBe(Math.Min(6, count));
    }

    [Fact]
    public void Multiple_choice_is_drawn_only_where_there_is_nothing_else()
    {
        Prompt[] prompts =
        [
            .. Enumerable.Range(0, 40).Select(static i => new Prompt
            {
                Id = $"p{i}", Text = "?", Language = LanguageTag.Parse("en"), FamilyId = $"f{i}", Role = PromptRole.Sensitive, Form = i < 34 ? PromptForm.MultipleChoice : PromptForm.Question,
            }),
        ];
        Draw(prompts, 1).ShouldAllBe(static prompt => prompt.Form == PromptForm.Question);
        SentinelPlan.Default([prompts[0]]).PromptIds.ShouldBe(["p0"]);
    }

    [Fact]
    public void No_prompts_and_too_few_repeats_are_errors_of_the_caller()
    {
        Should.Throw<ArgumentException>(static () => SentinelPlan.Default([]));
        Should.Throw<ArgumentOutOfRangeException>(static () => SentinelPlan.Default(TestCorpus.Few, repeats: 1));
    }

    private static Prompt[] Draw(IReadOnlyList<Prompt> prompts, int seed) =>
        [.. SentinelPlan.Default(prompts, seed).PromptIds.Select(id => prompts.Single(prompt => prompt.Id == id))];
}
