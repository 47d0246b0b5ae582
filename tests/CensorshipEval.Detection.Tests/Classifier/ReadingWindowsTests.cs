using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Detection.Tests.Classifier;

public sealed class ReadingWindowsTests
{
    [Fact]
    public void The_windows_are_the_same_whether_the_beginning_was_folded_before_or_not() => Prop.ForAll(AnyUnits.Texts, static text =>
    {
        var alone = new ReadingWindows();
        var shared = new ReadingWindows();
        alone.Read(text);
        shared.Read(text, FoldedText.Of(text));

        shared.Opening.ToString().ShouldBe(alone.Opening.ToString());
        shared.Closing.ToString().ShouldBe(alone.Closing.ToString());
        for (int start = 0; start < alone.Opening.Length; start += 7)
        {
            int length = Math.Min(60, alone.Opening.Length - start);
            shared.InOpening(start, length).ShouldBe(alone.InOpening(start, length));
        }
    }).QuickCheckThrowOnFailure();
}
