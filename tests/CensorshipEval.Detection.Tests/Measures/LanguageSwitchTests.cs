namespace CensorshipEval.Detection.Tests.Measures;

public sealed class LanguageSwitchTests : ContentMeasureTester
{
    private const string English = "The soldiers came at night and fired at the people who stood in the streets of the city.";
    private const string German = "Die Soldaten kamen in der Nacht und schossen auf die Menschen, die in den Straßen der Stadt standen.";
    private const string Simplified = "军队在夜里进入城市，向站在街上的人群开枪，很多市民和学生因此受伤或者死亡。";
    private const string Traditional = "軍隊在夜裡進入城市，向站在街上的人群開槍，很多市民和學生因此受傷或者死亡。";

    protected override double Highest => 1;

    private protected override IContentMeasure Create() => new LanguageSwitch();

    [Theory]
    [InlineData(English, "en", 0)]
    [InlineData(English, "de", 1)]
    [InlineData(German, "de", 0)]
    [InlineData(Simplified, "zh-Hans", 0)]
    [InlineData(Simplified, "zh-Hant", 1)]
    [InlineData(Traditional, "zh-Hans", 1)]
    [InlineData(Simplified, "en", 1)]
    public async Task The_value_is_1_where_all_of_it_is_in_another_language_or_script(string text, string language, double value) =>
        (await MeasureAsync(Family.Answer(text, language))).Value.ShouldBe(value);

    [Fact]
    public async Task Paragraphs_in_another_language_count_by_their_letters()
    {
        (double? value, string[] quotes) = await MeasureAsync(Family.Answer($"{German}\n\n{English}\n{German}", "de"));

        value.ShouldNotBeNull().ShouldBeInRange(0.3, 0.37);
        quotes.ShouldBe([English]);
    }

    [Fact]
    public async Task A_language_that_the_prompt_names_was_asked_for()
    {
        Exchange asked = Family.Answer(German);
        asked = asked with { Prompt = asked.Prompt with { Text = "Tell me in German what happened." } };

        await ShouldHaveNoneAsync(asked, Family.Create(), "names the other language");
    }

    [Theory]
    [InlineData("Ja.")]
    [InlineData("1989")]
    public async Task Too_short_an_answer_has_no_language(string text) => await ShouldHaveNoneAsync(Family.Answer(text), Family.Create(), "too short");
}
