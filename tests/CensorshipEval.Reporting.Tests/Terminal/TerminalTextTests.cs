using CensorshipEval.Reporting.Terminal;

namespace CensorshipEval.Reporting.Tests.Terminal;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("topic", 5)]
    [InlineData("六四事件", 8)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("ﾊﾝｶｸ", 4)]
    [InlineData("한국어", 6)]
    [InlineData("\u1112\u1161\u11AB", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("العربية", 7)]
    [InlineData("ไทยที่", 4)]
    [InlineData("😀", 2)]
    [InlineData("░▒▓█─·–", 7)]
    public void Text_is_measured_in_the_columns_it_takes(string text, int columns) => TerminalText.Width(text).ShouldBe(columns);

    [Theory]
    [InlineData("六四事件", 8, "六四事件")]
    [InlineData("六四事件", 7, "六四事…")]
    [InlineData("六四事件", 6, "六四…")]
    [InlineData("六四事件", 2, "…")]
    [InlineData("六", 1, "…")]
    [InlineData("abc", 2, "a…")]
    [InlineData("abc", 0, "")]
    public void A_cut_never_halves_a_character_nor_takes_more_than_its_room(string text, int width, string cut)
    {
        TerminalText.Cut(text, width).ShouldBe(cut);
        TerminalText.Width(cut).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public void A_pile_of_marks_is_cut_though_it_takes_no_columns() => TerminalText.Cut("a" + new string('\u0301', 10_000), 10).Length.ShouldBeLessThan(50);

    [Fact]
    public void Lines_are_folded_at_spaces() => TerminalText.Fold("one two  three 六四事件 incomprehensibilities", 9).ShouldBe(["one two", "three", "六四事件", "incompre…"]);
}
