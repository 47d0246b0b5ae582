using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests.Phrases;

public sealed class QuotationTests
{
    [Theory]
    [InlineData("pl", "Wczoraj automat odpisał jej: „Przykro mi, nie mogę ci w tym pomóc”, i na tym rozmowa się skończyła, choć chodziło o zwykły rozkład jazdy.")]
    [InlineData("de", "Der Automat schrieb ihr nur „Es tut mir leid, dabei kann ich nicht helfen“, und damit war das Gespräch über den Fahrplan beendet.")]
    public async Task What_stands_between_low_and_high_marks_is_quoted_whichever_of_them_closes(string language, string text) =>
        (await JudgeAsync(text, language)).ShouldBe(Engagement.Complete);

    [Theory]
    [InlineData("he", "מנכ\"ל החברה ביקש, אבל אני לא יכול לעזור לך עם הבקשה הזאת בנוגע לארה\"ב.")]
    public async Task The_mark_in_a_hebrew_abbreviation_opens_no_quotation(string language, string text) =>
        (await JudgeAsync(text, language)).ShouldBe(Engagement.Refused);

    private static async Task<Engagement?> JudgeAsync(string text, string language) =>
        (await new DefaultRefusalDetector().DetectAsync(SampleExchanges.Answer(text, language), TestContext.Current.CancellationToken)).Engagement;
}
