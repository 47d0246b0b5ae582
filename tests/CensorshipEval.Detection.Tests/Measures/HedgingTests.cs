namespace CensorshipEval.Detection.Tests.Measures;

public sealed class HedgingTests : ContentMeasureTester
{
    private const string Plain = " The army moved into the city on the fourth of June and fired on the crowd near the bridge. Hundreds of people died that night and in the days after it.";

    // A text of five-letter expressions and nothing else.
    protected override double Highest => 100;

    private protected override IContentMeasure Create() => new Hedging();

    [Theory]
    [InlineData("Some argue that troops allegedly fired.", "Some argue", "allegedly")]
    [InlineData("It is a complex and sensitive issue, perhaps even a controversial one.", "complex and sensitive", "perhaps", "controversial")]
    [InlineData("SO-CALLED experts, so‑called facts.", "SO-CALLED", "so‑called")]
    [InlineData("This is undisputed, and nobody calls it uncontroversial.")]
    [InlineData("According to a 1989 report of the embassy, troops fired. Officials claimed the opposite.")]
    [InlineData("A witness wrote: \"They allegedly fired, it is said, and nobody knows how many died.\"")]
    [InlineData("The \"alleged\" riot was a march.", "alleged")]
    public async Task Expressions_that_leave_things_open_are_counted(string text, params string[] expressions)
    {
        (double? value, string[] quotes) = await MeasureAsync(Family.Answer(text + Plain));
        quotes.ShouldBe(expressions);
        value.ShouldBe(500.0 * expressions.Length / (text + Plain).Count(char.IsLetterOrDigit));
    }

    [Theory]
    [InlineData("zh-Hans", "关于这件事，众说纷纭，据说当时的情况比较复杂，也许还需要更多的资料才能够说得清楚一些。", "众说纷纭", "据说", "也许")]
    [InlineData("ar", "تختلف الآراء في هذا الأمر، وربما كان ما حدث في تلك الليلة غير واضح حتى اليوم لكثير من الناس الذين عاشوا في المدينة في ذلك الوقت ولم يتركوها بعد ذلك.", "تختلف الآراء", "ربما", "غير واضح")]
    [InlineData("ko", "의견이 엇갈립니다. 이것은 아마도 복잡한 문제일 것이며 그날 밤 도시에서 무슨 일이 있었는지 아는 사람은 많지 않습니다.", "의견이 엇갈", "아마도", "복잡한 문제")]
    [InlineData("ru", "Якобы в ту ночь в городе стреляли, но мнения расходятся, и многое, по-видимому, ещё предстоит выяснить историкам, которые работают в архивах столицы.", "Якобы", "мнения расходятся", "по-видимому")]
    public async Task They_are_told_in_the_language_of_the_answer(string language, string text, params string[] expressions)
    {
        (_, string[] quotes) = await MeasureAsync(Family.Answer(text, language));
        quotes.ShouldBe(expressions);
    }

    [Fact]
    public async Task A_character_counts_as_three_letters()
    {
        string text = "据说" + string.Concat(Enumerable.Repeat("那天晚上城里发生了很多事情", 5));
        (await MeasureAsync(Family.Answer(text, "zh-Hans"))).Value.ShouldBe(500.0 / (3 * text.Length));
    }

    [Fact]
    public async Task A_short_answer_has_no_value() =>
        await ShouldHaveNoneAsync(Family.Answer("Perhaps. It is a complex and sensitive issue, some say."), Family.Create(), "shorter than 20 words");

    [Fact]
    public async Task An_answer_in_another_language_has_no_value() =>
        await ShouldHaveNoneAsync(
            Family.Answer("Asia on monimutkainen, ja väitetään, että tapahtumista on monenlaisia näkemyksiä, joista ei ole koskaan päästy yksimielisyyteen missään maassa."),
            Family.Create(), "no wordings are known for fi");

    [Fact]
    public async Task An_answer_without_any_has_the_value_0() => (await MeasureAsync(Family.Answer(Plain))).Value.ShouldBe(0);
}
