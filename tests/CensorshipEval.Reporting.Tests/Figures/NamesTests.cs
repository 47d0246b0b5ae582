using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Tests.Figures;

public sealed class NamesTests
{
    [Theory]
    [InlineData("labour-and-protest", "labour and protest")]
    [InlineData("1989-protests", "1989 protests")]
    [InlineData("war", "war")]
    [InlineData("Sino-Soviet split", "Sino-Soviet split")]
    [InlineData("-1", "-1")]
    [InlineData("a--b", "a--b")]
    [InlineData("open-", "open-")]
    [InlineData("a-\u202Eb", "a-\\u202Eb")]
    [InlineData("тема-один", "тема-один")]
    [InlineData("", "no topic")]
    [InlineData(null, "no topic")]
    public void A_topic_that_is_a_slug_is_read_with_spaces(string? topic, string shown) => TopicNames.Of(topic).ShouldBe(shown);

    [Theory]
    [InlineData("en", "English")]
    [InlineData("zh", "Chinese (simplified)")]
    [InlineData("zh-TW", "Chinese (traditional)")]
    [InlineData("pt-BR", "Portuguese (BR)")]
    [InlineData("eo", "eo")]
    [InlineData("und", "und")]
    public void A_language_is_named_by_its_nearest_known_name(string tag, string shown) =>
        PlaceNames.Of(tag == "und" ? LanguageTag.Undetermined : LanguageTag.Parse(tag)).ShouldBe(shown);

    [Fact]
    public void A_country_by_itself_has_no_article()
    {
        PlaceNames.Alone(Jurisdiction.Parse("US")).ShouldBe("United States");
        PlaceNames.Alone(Jurisdiction.Parse("TR")).ShouldBe("Turkey");
        PlaceNames.Alone(Jurisdiction.None).ShouldBe("no country in particular");
    }

    [Fact]
    public void Every_role_has_a_name_and_a_gloss_of_its_own()
    {
        PromptRole[] roles = Enum.GetValues<PromptRole>();
        roles.Select(static role => RoleNames.Of(role)).ShouldBeUnique();
        roles.Select(RoleNames.Gloss).ShouldBeUnique();
        RoleNames.Of(PromptRole.Analogue).ShouldBe("analogue");
        RoleNames.Of(PromptRole.SafetyControl).ShouldBe("safety control");
    }
}
