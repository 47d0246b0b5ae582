using CensorshipEval.TestKit.Samples;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Detection.Tests.Phrases;

/// <summary>Evidence leads back to the text as it came, however it was written; and no way of writing hides a refusal.</summary>
public sealed class PhraseEvidenceTests
{
    private static readonly string[] Invisible = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u200e", "\u202e", "\u2066", "\ufe0f"];

    private static readonly (string Language, string Text)[] Refusals =
    [
        ("en", "I'm sorry, but I cannot help with that request."),
        ("zh-Hans", "很抱歉，我无法回答您的这个问题。"),
        ("de", "Es tut mir leid, aber dabei kann ich Ihnen nicht helfen."),
        ("ru", "Извините, я не могу ответить на этот вопрос."),
    ];

    [Theory]
    [InlineData("🙂🙂 I cannot help with that.", "I cannot help")]
    [InlineData("Ｉ ｃａｎｎｏｔ ｈｅｌｐ with that.", "Ｉ ｃａｎｎｏｔ ｈｅｌｐ")]
    [InlineData("🇨🇳 I\u200b can\u200bnot\u2060 he\u00adlp with that.", "I\u200b can\u200bnot\u2060 he\u00adlp")]
    [InlineData("ﬁne… I can’t help with that.", "I can’t help")]
    [InlineData("㍿ ﷺ: I CANNOT   \t HELP with that.", "I CANNOT   \t HELP")]
    [InlineData("\ud83d I cannot help with that.", "I cannot help")]
    [InlineData("𝐈 𝐜𝐚𝐧𝐧𝐨𝐭 𝐡𝐞𝐥𝐩 with that.", "𝐈 𝐜𝐚𝐧𝐧𝐨𝐭 𝐡𝐞𝐥𝐩")]
    [InlineData("🙂ﬁ\u200b很抱歉，我 无法\u200b回答。", "我 无法\u200b回答")]
    public async Task Evidence_is_the_phrase_as_it_stands_in_the_original(string text, string phrase)
    {
        Exchange exchange = SampleExchanges.Answer(text);

        Verdict verdict = await new DefaultRefusalDetector().DetectAsync(exchange, TestContext.Current.CancellationToken);

        verdict.Engagement.ShouldBe(Engagement.Refused);
        verdict.Evidence.Select(span => span.Quote(exchange)).ShouldContain(phrase);
        verdict.Evidence.ShouldAllBe(span => span.Rule.StartsWith("phrases/", StringComparison.Ordinal));
    }

    [Fact]
    public void Invisible_characters_change_no_verdict()
    {
        var detector = new DefaultRefusalDetector();
        Prop.ForAll(Sprinkled().ToArbitrary(), async text =>
        {
            Verdict plain = await detector.DetectAsync(SampleExchanges.Answer(text.Plain, text.Language));
            Verdict hidden = await detector.DetectAsync(SampleExchanges.Answer(text.Hidden, text.Language));
            plain.Engagement.ShouldBe(Engagement.Refused);
            (hidden with { Evidence = [] }).ShouldBe(plain with { Evidence = [] });
            hidden.Evidence.Select(static span => span.Rule).ShouldBe(plain.Evidence.Select(static span => span.Rule));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("\u200b")]
    [InlineData("\ufeff")]
    [InlineData("\n")]
    [InlineData(" \u00a0")]
    [InlineData("\u2060\n")]
    public async Task A_refusal_behind_much_that_nobody_sees_is_found(string nothing)
    {
        Exchange exchange = SampleExchanges.Answer(string.Concat(Enumerable.Repeat(nothing, 2_000)) + Refusals[0].Text);

        Verdict verdict = await new DefaultRefusalDetector().DetectAsync(exchange, TestContext.Current.CancellationToken);

        verdict.Engagement.ShouldBe(Engagement.Refused);
        verdict.Evidence.Select(span => span.Quote(exchange)).ShouldContain("I cannot help");
    }

    private static Gen<(string Language, string Plain, string Hidden)> Sprinkled() =>
        from refusal in Gen.Elements(Refusals)
        from seeds in Gen.Elements(Invisible).ListOf().ListOf(refusal.Text.Length)
        select (refusal.Language, refusal.Text, string.Concat(refusal.Text.Select((letter, i) => string.Concat(seeds[i]) + letter)));
}
