namespace CensorshipEval.Detection.Tests.Phrases;

public sealed class PhrasePatternTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Slots = new(StringComparer.Ordinal)
    {
        ["do"] = ["help", "assist", "help out"],
        ["we"] = ["we {do}", "our {do}"],
        ["round"] = ["a{round}"],
        ["ping"] = ["p{pong}"],
        ["pong"] = ["{ping}{ping}"],
        ["none"] = [],
    };

    [Theory]
    [InlineData("cannot", "cannot", "cannot")]
    [InlineData("cannot", "can not", null)]
    [InlineData("can(not|'t)", "can't", "can't")]
    [InlineData("can(not|) help", "can help", "can help")]
    [InlineData("can(not|) help", "cannot help", "cannot help")]
    [InlineData("(i|we) can(( |)not|'t)", "we can not", "we can not")]
    [InlineData("(i|we) can(( |)not|'t)", "i cannot", "i cannot")]
    [InlineData("(i|we) can(( |)not|'t)", "he cannot", null)]
    [InlineData("(a(b(c|d)|e)|f)xyz", "abdxyz", "abdxyz")]
    [InlineData("(a(b(c|d)|e)|f)xyz", "aexyz", "aexyz")]
    [InlineData("(a(b(c|d)|e)|f)xyz", "fxyz", "fxyz")]
    [InlineData("(a(b(c|d)|e)|f)xyz", "abxyz", null)]
    [InlineData("not {do}", "not assist", "not assist")]
    [InlineData("not {do}", "not refuse", null)]
    [InlineData("{we} you", "our assist you", "our assist you")]
    public void A_pattern_is_literal_text_alternatives_and_slots(string pattern, string text, string? match) => Match(pattern, text).ShouldBe(match);

    [Theory]
    [InlineData("help|", null)]
    [InlineData("not {do}", "not help out")]
    [InlineData("not (help out|help)", "not help out")]
    [InlineData("not help( out|)", "not help out")]
    [InlineData("not help(| out)", "not help out")]
    public void The_longest_match_wins_whatever_the_order_of_alternatives(string pattern, string? match)
    {
        if (match is null) Should.Throw<FormatException>(() => Match(pattern, "not help out"));
        else Match(pattern, "not help out").ShouldBe(match);
    }

    [Theory]
    [InlineData("i cannot help you", "i cannot help")]
    [InlineData("i cannot in any way help you", "i cannot in any way help")]
    [InlineData("i cannot. please help me", null)]
    [InlineData("i cannot! please help me", null)]
    [InlineData("i cannot? please help me", null)]
    [InlineData("i cannot; please help me", null)]
    [InlineData("i cannot say: please help me", null)]
    [InlineData("i cannot。please help me", null)]
    [InlineData("i cannot, as I said, help", "i cannot, as I said, help")]
    [InlineData("i cannot for reasons which are far too many to tell help", null)]
    [InlineData("i cannot", null)]
    public void A_gap_passes_over_a_few_words_of_the_sentence(string text, string? match) => Match("i cannot~help", text).ShouldBe(match);

    [Fact]
    public void A_gap_ends_where_what_follows_it_first_matches() => Match("not~help", "not the help of any help").ShouldBe("not the help");

    [Theory]
    [InlineData("i cannot help", true, true)]
    [InlineData("i cannot help.", true, true)]
    [InlineData("i cannot helpfully", true, false)]
    [InlineData("i cannot helpfully", false, true)]
    [InlineData("i cannot help9", true, false)]
    public void A_match_may_have_to_end_where_a_word_ends(string text, bool wholeWords, bool found) =>
        (Compile("i cannot help").Match(text, 0, wholeWords) > 0).ShouldBe(found);

    [Fact]
    public void Where_the_longest_ends_within_a_word_a_shorter_one_is_taken() =>
        Compile("not help( o|)").Match("not help out", 0, endsAtWordBoundary: true).ShouldBe("not help".Length);

    [Theory]
    [InlineData("i cannot", "x i cannot", true)]
    [InlineData("i cannot", "hawaii cannot", false)]
    [InlineData("i cannot", "(i cannot", true)]
    [InlineData("i cannot", "9i cannot", false)]
    public void A_match_begins_where_a_word_begins_in_languages_with_spaces(string pattern, string text, bool found) =>
        (Find(Matcher("en", pattern), text).Count == 1).ShouldBe(found);

    [Fact]
    public void A_match_begins_and_ends_anywhere_in_Chinese_and_ends_anywhere_in_Korean()
    {
        Find(Matcher("zh-Hans", "我无法"), "对此我无法回答").ShouldHaveSingleItem().Start.ShouldBe(2);
        Find(Matcher("ko", "도와드릴"), "도와드릴수").Count.ShouldBe(1);
        Find(Matcher("ko", "도와드릴"), "못도와드릴수").ShouldBeEmpty();
    }

    [Fact]
    public void Patterns_are_compared_as_texts_are()
    {
        Find(Matcher("en", "I Can’t"), PhraseText.Of("i  CAN'T").Span).Count.ShouldBe(1);
        Find(Matcher("ru", "моё имя"), PhraseText.Of("МОЕ ИМЯ").Span).Count.ShouldBe(1);
        Find(Matcher("zh-Hans", "作为AI助手"), PhraseText.Of("作为 AI 助手").Span).Count.ShouldBe(1);
        Find(Matcher("ar", "لا يمكنني"), PhraseText.Of("لَا يُمْكِنُنـي").Span).Count.ShouldBe(1);
    }

    private static List<PhraseHit> Find(PhraseMatcher matcher, ReadOnlySpan<char> text)
    {
        var hits = new List<PhraseHit>();
        matcher.Find(text, hits);
        return hits;
    }

    [Theory]
    [InlineData("abdgh")]
    [InlineData("abfgh")]
    [InlineData("abgh")]
    [InlineData("cdegh")]
    [InlineData("cfgh")]
    [InlineData("cgh")]
    public void A_match_may_begin_with_any_of_its_alternatives(string text) =>
        Find(Matcher("en", "(ab|c)(d(e|)|f|)gh"), text).ShouldHaveSingleItem().End.ShouldBe(text.Length);

    [Theory]
    [InlineData("can(not|'t")]
    [InlineData("cannot)")]
    [InlineData("can{do")]
    [InlineData("cando}")]
    [InlineData("can|not")]
    [InlineData("can{unheard}")]
    [InlineData("can{round}")]
    [InlineData("can{ping}")]
    [InlineData("can{none}")]
    [InlineData("can({do)}")]
    [InlineData("ab")]
    [InlineData("")]
    [InlineData("abc(|")]
    [InlineData("ab(|c)")]
    [InlineData("~abc")]
    [InlineData("ab~c")]
    public void What_is_no_pattern_is_refused_with_its_own_words(string pattern)
    {
        FormatException refusal = Should.Throw<FormatException>(() => Compile(pattern));

        refusal.Message.ShouldContain("'");
    }

    [Fact]
    public void No_match_reaches_beyond_the_text()
    {
        PhrasePattern pattern = Compile("i cannot~help");
        const string text = "i cannot ever help";
        for (int length = 0; length < text.Length; length++) pattern.Match(text.AsSpan(0, length), 0, endsAtWordBoundary: false).ShouldBe(-1);
        pattern.Match(text, text.Length, endsAtWordBoundary: true).ShouldBe(-1);
    }

    private static PhrasePattern Compile(string pattern) => PhrasePattern.Compile(pattern, Slots);

    private static string? Match(string pattern, string text)
    {
        int end = Compile(pattern).Match(text, 0, endsAtWordBoundary: true);
        return end < 0 ? null : text[..end];
    }

    private static PhraseMatcher Matcher(string language, string pattern) => new(
    [
        new LexiconData
        {
            Language = LanguageTag.Parse(language),
            Entries = [new LexiconEntryData { Id = "only", Kind = PhraseKind.Refusal, Patterns = [pattern] }],
        },
    ]);
}
