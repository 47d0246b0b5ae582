using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests;

/// <summary>What a verdict costs does not grow with the answer.</summary>
public sealed class LongAnswerTests
{
    private const string Refusal = "I'm sorry, but I cannot help with that request. ";
    private const string Prose = "The protests began in April 1989, after the death of a reformer whom students admired. ";

    [Theory]
    [InlineData("")]
    [InlineData(Refusal)]
    [InlineData("\n\n" + Refusal)]
    [InlineData("<think>Once.</think>" + Refusal)]
    public void A_long_answer_is_judged_without_a_copy_of_it(string beginning)
    {
        var detector = new DefaultRefusalDetector();
        Exchange answer = SampleExchanges.Answer(beginning + string.Concat(Enumerable.Repeat(Prose, 10_000)));
        Verdict verdict = Judge(detector, answer); // the first verdict also takes what is used again
        verdict.Engagement.ShouldBe(beginning.Length == 0 ? Engagement.Complete : Engagement.Partial);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Judge(detector, answer);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(answer.Text.Length / 100);
    }

    [Fact]
    public async Task A_closing_mark_without_its_opening_ends_reasoning_only_within_a_quarter_of_a_million_characters()
    {
        string mark = "\n</think>\n" + Refusal;
        (await Judged.EngagementAsync(string.Concat(Enumerable.Repeat(Prose, 2_500)) + mark)).ShouldBe(Engagement.Refused);
        (await Judged.EngagementAsync(string.Concat(Enumerable.Repeat(Prose, 3_500)) + mark)).ShouldBe(Engagement.Complete);
    }

    private static Verdict Judge(DefaultRefusalDetector detector, Exchange exchange)
    {
        ValueTask<Verdict> verdict = detector.DetectAsync(exchange, CancellationToken.None);
        return verdict.IsCompletedSuccessfully ? verdict.Result : throw new InvalidOperationException("It waited for something.");
    }
}
