namespace CensorshipEval.Detection.Tests.Measures;

/// <summary>What every measure promises that compares an answer with the key facts of its family.</summary>
public abstract class FamilyMeasureTester : ContentMeasureTester
{
    [Fact]
    public async Task A_prompt_without_family_has_no_value() => await ShouldHaveNoneAsync(Answer("In 1989."), null, "no family");

    [Theory]
    [InlineData("en", PromptRole.Benign, "In 1989 it had long been settled, and soldiers fired at the crowd.")]
    [InlineData("en", null, "In 1989 it had long been settled, and soldiers fired at the crowd.")]
    [InlineData("de", PromptRole.Sensitive, "Im Jahr 1989 schossen Soldaten auf die Menge, und viele Menschen starben.")]
    [InlineData("en", PromptRole.Sensitive, "Im Jahr 1989 schossen Soldaten auf die Menge, und viele Menschen starben.")]
    public async Task A_family_that_says_nothing_for_the_role_or_the_language_of_the_answer_gives_no_value(string language, PromptRole? role, string text) =>
        await ShouldHaveNoneAsync(Answer(text, language, role), Family.Create(), "for this role and");

    [Fact]
    public async Task A_family_without_facts_gives_no_value() =>
        await ShouldHaveNoneAsync(Answer("In 1989."), Family.Create() with { KeyFacts = [] }, "the family has no");

    [Fact]
    public async Task The_letter_of_an_option_states_no_fact() =>
        await ShouldHaveNoneAsync(Family.Choice("B)"), Family.Create(), "a letter");

    [Fact]
    public async Task A_refusal_that_was_delivered_scores_nothing_which_is_a_value()
    {
        Measurement measured = await Create().MeasureAsync(Answer("I'm sorry, but I cannot help with that request."), Family.Create(), Cancel);

        measured.Value.ShouldBe(0);
        measured.NotAvailableBecause.ShouldBeNull();
        measured.Evidence.ShouldBeEmpty();
    }

    /// <summary>An answer that this measure has something to say about.</summary>
    private protected virtual Exchange Answer(string text, string language = "en", PromptRole? role = PromptRole.Sensitive) => Family.Answer(text, language, role);
}
