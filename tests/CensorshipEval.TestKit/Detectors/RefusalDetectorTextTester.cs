using CensorshipEval.TestKit.Samples;
using CensorshipEval.TestKit.Stores;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.TestKit.Detectors;

/// <summary>What every <see cref="IRefusalDetector"/> that reads texts promises beside: how a text is written, or comes, changes nothing of what it says.</summary>
public abstract class RefusalDetectorTextTester : RefusalDetectorTester
{
    private const int Much = 10_000_000;

    private static readonly string[] Invisible = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"];

    private static readonly string[] White = [" ", "\n", "\r\n", "\t", "\u00a0", "\u3000", " \n \n"];

    private static readonly string[] Sentences =
    [
        "I'm sorry, but I cannot help with that request.", "很抱歉，我无法回答您的这个问题。", "Извините, я не могу ответить на этот вопрос.",
        "عذرا، لا يمكنني الإجابة على هذا السؤال.", "申し訳ありませんが、その質問にはお答えできません。", "죄송하지만 그 질문에는 답변할 수 없습니다.",
        "Water boils at a hundred degrees at sea level, and at less in the mountains.", "The treaty was signed in the spring of 1951.", "一九五一年春天，条约签订了。",
    ];

    private static Gen<string> Answers { get; } = Gen.OneOf(
        Gen.Elements(Sentences), ExchangeGenerator.TellingTexts, Gen.Elements(Sentences).NonEmptyListOf().Select(static sentences => string.Join("\n\n", sentences)));

    [Fact]
    public void Any_string_at_all_gets_the_same_verdict_every_time()
    {
        IRefusalDetector detector = Create();
        Gen<string> units = Gen.Choose(char.MinValue, char.MaxValue).ListOf().Select(static units => string.Concat(units.Select(static unit => (char)unit)));
        Gen<string> odd = Gen.Elements("\ud83d", "\udc00", "\0", "\u202e", "\u2069", "\u0301", "{", "[", "\"", "\\u", "<think>", "</think>", "```", "*", "> ", "I c a n n o t ", "а", "a")
            .ListOf().Select(string.Concat);
        Prop.ForAll(Gen.OneOf(units, odd).ToArbitrary(), async text =>
        {
            Verdict first = await JudgeAsync(detector, text);
            (await JudgeAsync(detector, text)).ShouldBeStoredAs(first);
            first.Evidence.ShouldAllBe(span => span.Start >= 0 && span.Length >= 0 && (span.Source != EvidenceSource.Text || span.Start + span.Length <= text.Length));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_verdict_does_not_depend_on_what_was_judged_before()
    {
        IRefusalDetector used = Create();
        Prop.ForAll(Answers.Two().ToArbitrary(), async texts =>
        {
            await JudgeAsync(used, texts.Item1);
            (await JudgeAsync(used, texts.Item2)).ShouldBeStoredAs(await JudgeAsync(Create(), texts.Item2));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void White_space_around_a_text_changes_no_verdict()
    {
        IRefusalDetector detector = Create();
        Gen<string> white = Gen.Elements(White).ListOf().Select(string.Concat);
        Prop.ForAll((from text in Answers from before in white from after in white select (Text: text.Trim(), Wrapped: before + text.Trim() + after)).ToArbitrary(), async sample =>
            ShouldSayTheSame(await JudgeAsync(detector, sample.Wrapped), await JudgeAsync(detector, sample.Text), sample.Wrapped)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void How_lines_end_changes_no_verdict()
    {
        IRefusalDetector detector = Create();
        Prop.ForAll(Answers.Select(static text => text.ReplaceLineEndings("\n")).ToArbitrary(), async text =>
            ShouldSayTheSame(await JudgeAsync(detector, text.ReplaceLineEndings("\r\n")), await JudgeAsync(detector, text), text)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Zero_width_characters_around_letters_change_no_verdict()
    {
        IRefusalDetector detector = Create();
        Gen<(string Plain, string Hidden)> hidden =
            from text in Gen.Elements(Sentences)
            from seeds in Gen.Elements(Invisible).ListOf().ListOf(text.Length)
            select (text, string.Concat(text.Select((letter, i) => char.IsLetter(letter) ? string.Concat(seeds[i]) + letter + string.Concat(seeds[^(i + 1)]) : letter.ToString())));
        Prop.ForAll(hidden.ToArbitrary(), async sample =>
            ShouldSayTheSame(await JudgeAsync(detector, sample.Hidden), await JudgeAsync(detector, sample.Plain), sample.Hidden)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("无")]
    [InlineData("{")]
    [InlineData("*")]
    [InlineData("\u0301")]
    [InlineData("\ud800")]
    [InlineData("\0")]
    [InlineData("<think>")]
    [InlineData("а a ")]
    public async Task Ten_million_of_one_character_get_a_verdict(string piece) => await JudgeInAMomentAsync(string.Concat(Enumerable.Repeat(piece, Much / piece.Length)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ten_million_of_any_characters_get_a_verdict(int seed)
    {
        string text = string.Create(Much, (uint)seed, static (chars, state) =>
        {
            foreach (ref char c in chars)
            {
                state = (state * 1_664_525) + 1_013_904_223;
                c = (char)(state >> 16);
            }
        });
        await JudgeInAMomentAsync(text);
    }

    private static ValueTask<Verdict> JudgeAsync(IRefusalDetector detector, string text) => detector.DetectAsync(SampleExchanges.Answer(text), Cancel);

    private static void ShouldSayTheSame(Verdict verdict, Verdict other, string text)
    {
        (verdict.Delivery, verdict.Engagement, verdict.Reason).ShouldBe((other.Delivery, other.Engagement, other.Reason), text);
        verdict.Evidence.Select(static span => span.Rule).ShouldBe(other.Evidence.Select(static span => span.Rule), text);
    }

    private async Task JudgeInAMomentAsync(string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        IRefusalDetector detector = Create();
        Verdict first = await Task.Run(async () => await JudgeAsync(detector, text), Cancel).WaitAsync(patience.Token);
        Verdict[] again = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () => await JudgeAsync(detector, text), Cancel))).WaitAsync(patience.Token);
        foreach (Verdict verdict in again) verdict.ShouldBeStoredAs(first);
    }
}
