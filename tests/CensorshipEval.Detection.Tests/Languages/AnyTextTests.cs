using CensorshipEval.Detection;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Detection.Tests.Languages;

public sealed class AnyTextTests
{
    private static readonly DefaultLanguageIdentifier Identifier = new();

    // Pieces that lead into every branch, put together at random, and any UTF-16 code unit between them.
    private static readonly string[] Pieces =
    [
        "<", "</p>", "&amp;", "&#", "```", "`", "www.", "https://", "://", "_", "\\", "@", ".", "7", " ", "\n", "the word", "слово", "كلمة", "字", "かな", "한글", "คำ",
        "\uD83D", "\uDE00", "\u0301", "\u200D", "\uFB01", "Ａ", "İ", "\U0001D400", "\U00020000", "\uFFFF", "\0",
    ];

    private static Gen<string> Texts { get; } =
        Gen.OneOf(Gen.Elements(Pieces), Gen.Choose(0, 0xFFFF).Select(static unit => ((char)unit).ToString()))
            .ListOf().Select(static pieces => string.Concat(pieces));

    [Fact]
    public void Any_text_has_the_same_answer_every_time_and_it_is_well_formed() => Prop.ForAll(Texts.ToArbitrary(), static text =>
    {
        LanguageGuess guess = Identifier.Identify(text);
        guess.ShouldBe(Identifier.Identify(text));
        if (guess.IsKnown) guess.Confidence.ShouldBeInRange(0.5, 1);
        else guess.Confidence.ShouldBe(0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_answer_is_the_same_on_every_thread_and_from_every_instance()
    {
        LanguageGuess[] once = [.. Sentence.Known.Select(static sentence => Identifier.Identify(sentence.Text))];
        Parallel.For(0, 64, round =>
        {
            DefaultLanguageIdentifier identifier = round % 8 == 0 ? new DefaultLanguageIdentifier() : Identifier;
            Sentence.Known.Select(sentence => identifier.Identify(sentence.Text)).ShouldBe(once);
        });
    }

    [Theory]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("\uD800")]
    [InlineData("\u0301")]
    [InlineData("\u064B")]
    [InlineData("`")]
    [InlineData("```")]
    [InlineData("<a")]
    [InlineData("&a")]
    [InlineData("://")]
    [InlineData("www.")]
    [InlineData("\uFB01")]
    [InlineData("İ")]
    [InlineData("\U0001D400")]
    [InlineData("a b")]
    public void Ten_megabytes_of_the_same_have_an_answer_that_reads_a_bounded_part(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 10_000_000 / piece.Length));
        LanguageGuess guess = Identifier.Identify(text);
        // Two texts of the same opening and middle cannot be told apart by one who reads no more.
        guess.ShouldBe(Identifier.Identify(string.Concat(text, "\n")));
        guess.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void Identifying_allocates_nothing()
    {
        string[] texts = [.. Sentence.Known.Select(static sentence => sentence.Text), string.Concat(Sentence.Known.Select(static sentence => sentence.Text))];
        foreach (string text in texts) Identifier.Identify(text); // the first time builds statics
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (string text in texts) Identifier.Identify(text);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void It_names_no_language_that_no_sentence_tests()
    {
        LanguageModels models = LanguageModels.LoadEmbedded();
        string[] byScript = ["ja", "ko", "th", "zh-Hans", "zh-Hant"];
        IEnumerable<string> named = Enum.GetValues<WritingSystem>().SelectMany(script => models[script]?.Languages ?? []).Select(static language => language.Value).Concat(byScript);
        named.ShouldBe(Sentence.Known.Select(static sentence => sentence.Language).Distinct(StringComparer.Ordinal), ignoreOrder: true);
    }
}
