using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Corpora.Tests;

public sealed class WordingMatcherTests
{
    [Theory]
    [InlineData("en", "1989", "in 1989.", true)]
    [InlineData("en", "1989", "in １９８９.", true)]
    [InlineData("en", "1989", "19891", false)]
    [InlineData("en", "kill", "they were killed", false)]
    [InlineData("en", "kill*", "they were KILLED", true)]
    [InlineData("en", "kill*", "overkill", false)]
    [InlineData("en", "shot dead", "shot\n  dead", true)]
    [InlineData("en", "people's", "the People’s Republic", true)]
    [InlineData("en", "find", "they ﬁnd", true)]
    [InlineData("en", "U.S.", "the U.S. said", true)]
    [InlineData("en", "1989", "**1989**, _1989_", true)]
    [InlineData("en", "thirty-five", "thirty\u2011five", true)]
    [InlineData("en", "censorship", "cen\u00ADsor\u200Bship", true)]
    [InlineData("en", "bold", "𝐛𝐨𝐥𝐝", true)]
    [InlineData("de", "Straße*", "Die STRASSEN", true)]
    [InlineData("de", "getötet", "geto\u0308tet", true)]
    [InlineData("fr", "été", "e\u0301te\u0301", true)]
    [InlineData("fr", "cafe", "cafe\u0301", false)]
    [InlineData("tr", "istanbul*", "İSTANBUL'da", true)]
    [InlineData("ru", "протест*", "ПРОТЕСТЫ", true)]
    [InlineData("el", "οδοσ", "ΟΔΟΣ", true)]
    [InlineData("el", "οδος", "ΟΔΟΣ", true)]
    [InlineData("vi", "việt", "Vie\u0323\u0302t", true)]
    [InlineData("hi", "भारत", "भारती", false)]
    [InlineData("hi", "1984", "१९८४ में", true)]
    [InlineData("fa", "1367", "سال ۱۳۶۷", true)]
    [InlineData("fa", "کشته*", "كشته‌شدگان", true)]
    [InlineData("ar", "محكمة", "وبالمحكمة", true)]
    [InlineData("ar", "حكومة", "للحكومة", true)]
    [InlineData("ar", "أطلق", "اطلقَ", true)]
    [InlineData("ar", "حكم", "تحكم", false)]
    [InlineData("he", "ממשלה", "ושבממשלה", true)]
    [InlineData("he", "ממשלה", "טממשלה", false)]
    [InlineData("ja", "1989年", "1989 年に", true)]
    [InlineData("ko", "가*", "\u1100\u1161\u11A8 말", false)]
    [InlineData("ko", "각", "\u1100\u1161\u11A8 말", true)]
    [InlineData("zh-Hans", "1989", "于１９８９年", true)]
    [InlineData("zh-Hans", "死亡", "多人死亡。", true)]
    [InlineData("zh-Hant", "死亡*", "多人死亡。", true)]
    [InlineData("ja", "ガザ", "ｶﾞｻﾞ地区", true)]
    [InlineData("ja", "か", "が", false)]
    [InlineData("th", "ตาย", "คนตายมาก", true)]
    [InlineData("en", "", "anything", false)]
    [InlineData("en", "*", "anything", false)]
    public void A_wording_is_found_as_a_reader_would_find_it(string language, string wording, string text, bool found)
    {
        WordingMatcher.IsMet([[wording]], text, LanguageTag.Parse(language)).ShouldBe(found);
        WordingMatcher.IsMet([[wording]], text + " " + text, LanguageTag.Parse(language)).ShouldBe(found);
    }

    [Fact]
    public void Every_group_must_be_met_by_any_one_of_its_wordings()
    {
        IReadOnlyList<IReadOnlyList<string>> groups = [["1989"], ["kill*", "died"]];
        Met(groups, "In 1989 many died.").ShouldBeTrue();
        Met(groups, "Many died.").ShouldBeFalse();
        Met([], "Many died.").ShouldBeFalse();
        Met([["1989"], []], "1989").ShouldBeFalse();
    }

    [Theory]
    [InlineData("In １９８９, it ﬁnally e\u0301tait.", "1989", "１９８９")]
    [InlineData("it ﬁnally ended", "finally", "ﬁnally")]
    [InlineData("x e\u0301te\u0301 y", "été", "e\u0301te\u0301")]
    [InlineData("shot  \r\n dead!", "shot dead", "shot  \r\n dead")]
    [InlineData("😀 𝐛𝐨𝐥𝐝 😀", "bold", "𝐛𝐨𝐥𝐝")]
    public void Spans_point_into_the_original_text(string text, string wording, string quoted)
    {
        var spans = new List<(int Start, int Length)>();
        WordingMatcher.IsMet([[wording]], text, LanguageTag.Parse("en"), spans).ShouldBeTrue();
        (int start, int length) = spans.ShouldHaveSingleItem();
        text.Substring(start, length).ShouldBe(quoted);
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_no_obstacle()
    {
        var spans = new List<(int Start, int Length)>();
        WordingMatcher.IsMet([["killed"]], "\ud83d killed \ude00\ud83d", LanguageTag.Parse("en"), spans).ShouldBeTrue();
        spans.ShouldBe([(2, 6)]);
        Met([["\ud83d"]], "\ude00 and").ShouldBeTrue(); // both are U+FFFD
    }

    [Fact]
    public void Spans_are_given_for_all_groups_or_not_at_all()
    {
        var spans = new List<(int Start, int Length)> { (7, 7) };
        WordingMatcher.IsMet([["one"], ["two"], ["three"]], "one two", LanguageTag.Parse("en"), spans).ShouldBeFalse();
        spans.ShouldBe([(7, 7)]);
        WordingMatcher.IsMet([["two"], ["none", "one"]], "one two", LanguageTag.Parse("en"), spans).ShouldBeTrue();
        spans.ShouldBe([(7, 7), (4, 3), (0, 3)]);
    }

    [Fact]
    public void No_text_throws_and_every_span_lies_within_it() => Prop.ForAll<char[], char[]>((characters, sought) =>
    {
        string text = new(characters);
        var spans = new List<(int Start, int Length)>();
        WordingMatcher.IsMet([[new string(sought)]], text, LanguageTag.Parse("zh"), spans);
        spans.ShouldAllBe(span => span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= text.Length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_twice_changes_nothing() => Prop.ForAll<char[]>(characters =>
    {
        string once = FoldedText.Of(new string(characters)).Span.ToString();
        FoldedText.Of(once).Span.ToString().ShouldBe(once);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Time_is_linear_in_a_text_made_to_be_slow()
    {
        string text = new('a', 2_000_000);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Met([["a"], ["aaaaaaaaab"]], text).ShouldBeFalse();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static bool Met(IReadOnlyList<IReadOnlyList<string>> groups, string text) => WordingMatcher.IsMet(groups, text, LanguageTag.Parse("en"));
}
