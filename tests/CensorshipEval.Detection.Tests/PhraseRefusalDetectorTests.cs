using CensorshipEval.TestKit.Detectors;
using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests;

public sealed class PhraseRefusalDetectorTests : RefusalDetectorTextTester
{
    protected override IRefusalDetector Create() => new PhraseRefusalDetector();

    [Fact]
    public async Task It_reads_the_text_and_no_signal()
    {
        Exchange refusal = SampleExchanges.Answer("I'm sorry, but I can't help with that.", "en");
        Verdict verdict = await Create().DetectAsync(refusal with { FinishReason = "content_filter" }, Cancel);
        (verdict.Delivery, verdict.Engagement).ShouldBe((Delivery.Delivered, Engagement.Refused));
        verdict.Evidence.ShouldAllBe(static span => span.Source == EvidenceSource.Text);
        verdict.RefusalProbability.ShouldBeNull();

        (await Create().DetectAsync(refusal with { Text = " " }, Cancel)).Delivery.ShouldBe(Delivery.EmptyStop);
    }
}
