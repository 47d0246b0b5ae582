using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Detection.Tests.Phrases;

public sealed class PhraseTextTests
{
    /// <summary>Letters that are compared as others.</summary>
    private const string Changed = "ёأإآٱىیکة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९";

    [Fact]
    public void Every_character_leads_back_to_the_one_that_it_was() => Prop.ForAll(AnyUnits.Texts, static text =>
    {
        FoldedText folded = FoldedText.Of(text);
        var phrases = new PhraseText();
        phrases.Read(folded);
        int last = -1;
        for (int i = 0; i < phrases.Span.Length; i++)
        {
            int place = phrases.InFolded(i);
            place.ShouldBeGreaterThan(last);
            char was = folded.Span[place];
            if (!Changed.Contains(was)) phrases.Span[i].ShouldBe(was);
            last = place;
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("I *cannot* help", "i cannot help")]
    [InlineData("我 无法 help 您", "我无法help您")]
    [InlineData("**أنا** لا أستطيعُ", "انا لا استطيع")]
    [InlineData("всё *ещё* нет", "все еще нет")]
    [InlineData("١٩٨٩ و ۱۳۶۷ और १९८४", "1989 و 1367 और 1984")]
    public void Signs_that_writers_leave_off_are_left_out(string text, string compared) => PhraseText.Of(text).Span.ToString().ShouldBe(compared);
}
