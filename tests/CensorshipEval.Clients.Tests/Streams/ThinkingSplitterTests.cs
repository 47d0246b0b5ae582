using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Clients.Tests.Streams;

public sealed class ThinkingSplitterTests
{
    private static readonly Gen<string> Part = Gen.Elements("<think>", "</think>", "<", "</", "think>", "<THINK>", "</Think>", " ", "\n", "\r\n", "a", "Why?", "学", "<thin", "</thinking>", "");

    private static readonly Arbitrary<(string Text, int[] Cuts)> Samples = Arb.From(
        from parts in Part.ListOf()
        from cuts in Gen.Choose(1, 9).NonEmptyListOf()
        select (string.Concat(parts), cuts.ToArray()));

    [Fact]
    public void However_a_text_is_cut_it_is_split_as_if_whole() => Prop.ForAll(Samples, sample =>
    {
        (string reasoning, string text) = Split([sample.Text]);

        Split(Pieces(sample.Text, sample.Cuts)).ShouldBe((reasoning, text));
        Split(Pieces(sample.Text, [1])).ShouldBe((reasoning, text));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Answer", "", "Answer")]
    [InlineData("<think>Why?</think>Answer", "Why?", "Answer")]
    [InlineData(" \n<think>\nWhy?\n</think>\r\n\nAnswer", "\nWhy?\n", "Answer")]
    [InlineData("<think></think>Answer", "", "Answer")]
    [InlineData("<think>Why?", "Why?", "")]
    [InlineData("<think>Why?</thi", "Why?</thi", "")]
    [InlineData("<thin", "", "<thin")]
    [InlineData("Say <think>no</think>", "", "Say <think>no</think>")]
    [InlineData("<think>Why?</think>See <think>x</think>", "Why?", "See <think>x</think>")]
    [InlineData("", "", "")]
    public void Only_what_stands_between_tags_at_the_beginning_is_reasoning(string whole, string reasoning, string text) =>
        Split([whole]).ShouldBe((reasoning, text));

    private static (string Reasoning, string Text) Split(IEnumerable<string> pieces)
    {
        var splitter = new ThinkingSplitter();
        (string Reasoning, string Text)[] given = [.. pieces.Select(splitter.Push), splitter.Flush()];
        return (string.Concat(given.Select(static part => part.Reasoning)), string.Concat(given.Select(static part => part.Text)));
    }

    private static IEnumerable<string> Pieces(string text, int[] cuts)
    {
        for (int start = 0, i = 0; start < text.Length; i++)
        {
            int length = Math.Min(cuts[i % cuts.Length], text.Length - start);
            yield return text.Substring(start, length);
            start += length;
        }
    }
}
