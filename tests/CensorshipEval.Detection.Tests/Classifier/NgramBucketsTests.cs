using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Detection.Tests.Classifier;

/// <summary>Hashing eight at once only saves time: what training counts is what a verdict adds up.</summary>
public sealed class NgramBucketsTests
{
    [Fact]
    public void The_buckets_of_a_text_are_those_that_it_was_trained_by() => Prop.ForAll(AnyUnits.Texts, static text =>
    {
        foreach (int length in Enumerable.Range(0, Math.Min(text.Length, 16)).Append(text.Length))
        {
            ReadOnlySpan<char> part = text.AsSpan(0, length);
            Filled(part).ShouldBe(NgramList.Of(part, []), ignoreOrder: true);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a")]
    [InlineData("a ")]
    public void There_is_room_for_the_buckets_of_as_many_words_as_a_text_can_have(string word)
    {
        for (int length = 0; length < 64; length++) Filled(string.Concat(Enumerable.Repeat(word, 64)).AsSpan(0, length)).Length.ShouldBeLessThanOrEqualTo(NgramBuckets.Most(length));
    }

    private static int[] Filled(ReadOnlySpan<char> text)
    {
        int[] buckets = new int[NgramBuckets.Most(text.Length)];
        return buckets[..NgramBuckets.Fill(text, NgramWeights.OpeningSeed, buckets)];
    }
}
