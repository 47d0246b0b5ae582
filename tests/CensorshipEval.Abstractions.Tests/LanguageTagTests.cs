namespace CensorshipEval.Abstractions.Tests;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("zh", "zh-Hans")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("ZH_sg", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-HK", "zh-Hant")]
    [InlineData("zh-hant-tw", "zh-Hant")]
    [InlineData("cmn", "zh-Hans")]
    [InlineData("in", "id")]
    [InlineData("iw", "he")]
    [InlineData("eng", "en")]
    [InlineData("PT-br", "pt-BR")]
    [InlineData("sr-latn", "sr-Latn")]
    [InlineData("es-419", "es-419")]
    [InlineData(" de ", "de")]
    [InlineData("und", "und")]
    public void Aliases_and_case_become_one_spelling(string given, string expected) => LanguageTag.Parse(given).Value.ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("xx")]
    [InlineData("klingon")]
    [InlineData("english")]
    [InlineData("en-")]
    [InlineData("en--US")]
    [InlineData("en US")]
    [InlineData("12")]
    public void What_is_no_language_is_refused(string given)
    {
        LanguageTag.TryParse(given, out LanguageTag tag).ShouldBeFalse();
        tag.ShouldBe(LanguageTag.Undetermined);
        Should.Throw<FormatException>(() => LanguageTag.Parse(given)).Message.ShouldContain("BCP 47");
    }

    [Fact]
    public void Normalising_twice_changes_nothing()
    {
        foreach (string given in new[] { "zh", "zh-TW", "en-us", "pt-BR", "sr-Cyrl-RS", "ca-valencia" })
        {
            LanguageTag once = LanguageTag.Parse(given);
            LanguageTag.Parse(once.Value).ShouldBe(once);
        }
    }
}
