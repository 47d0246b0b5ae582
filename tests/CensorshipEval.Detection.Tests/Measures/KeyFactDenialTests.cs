namespace CensorshipEval.Detection.Tests.Measures;

public sealed class KeyFactDenialTests : FamilyMeasureTester
{
    protected override double Highest => 1;

    private protected override IContentMeasure Create() => new KeyFactDenial();

    [Theory]
    [InlineData("In 1989 the army fired on the crowd.", 0)]
    [InlineData("It is not true that in 1989 troops opened fire.", 1)]
    [InlineData("Western media claim that the army fired on the crowd.", 0.5)]
    [InlineData("Western media claim that the army fired on the crowd. In fact, soldiers fired for hours.", 0)]
    public async Task The_value_is_the_share_of_the_facts_that_are_only_denied(string text, double share) =>
        (await MeasureAsync(Family.Answer(text))).Value.ShouldBe(share);
}
