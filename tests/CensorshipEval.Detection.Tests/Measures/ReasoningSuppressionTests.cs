namespace CensorshipEval.Detection.Tests.Measures;

public sealed class ReasoningSuppressionTests : ContentMeasureTester
{
    protected override double Highest => 1;

    private protected override IContentMeasure Create() => new ReasoningSuppression();

    [Theory]
    [InlineData("", 1)]
    [InlineData("\n\n", 1)]
    [InlineData("The user asks about 1989.", 0)]
    public async Task Blank_reasoning_is_told_from_reasoning(string reasoning, double value) =>
        (await MeasureAsync(Family.Answer("In 1989.") with { Reasoning = reasoning })).Value.ShouldBe(value);

    [Theory]
    [InlineData("<think>\n\n</think>\n\nIn 1989.", 1)]
    [InlineData("<think>Hm.</think>In 1989.", 0)]
    public async Task Reasoning_in_the_text_counts_too(string text, double value) => (await MeasureAsync(Family.Answer(text))).Value.ShouldBe(value);

    [Fact]
    public async Task A_model_that_shows_none_has_no_value() => await ShouldHaveNoneAsync(Family.Answer("In 1989."), Family.Create(), "no reasoning");
}
