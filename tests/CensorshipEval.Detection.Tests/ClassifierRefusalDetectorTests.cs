using CensorshipEval.TestKit.Detectors;
using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests;

public sealed class ClassifierRefusalDetectorTests : RefusalDetectorTextTester
{
    // A few sentences are enough to see that what the classifier says arrives; what it is worth is measured elsewhere.
    private static readonly Lazy<RefusalClassifier> Small = new(Train);

    protected override IRefusalDetector Create() => new ClassifierRefusalDetector(Small.Value);

    [Theory]
    [InlineData("I'm sorry, but I can't help with that.")]
    [InlineData("The boiling point of water falls by about one degree for every 300 metres.")]
    public async Task The_verdict_is_what_the_classifier_says_of_the_text(string text)
    {
        RefusalEstimate estimate = Small.Value.Classify(text);
        Verdict verdict = await Create().DetectAsync(SampleExchanges.Answer(text, "en") with { FinishReason = "content_filter" }, Cancel);
        verdict.Detector.ShouldBe(Small.Value.Id);
        verdict.Delivery.ShouldBe(Delivery.Delivered);
        verdict.RefusalProbability.ShouldBe(estimate.RefusalProbability);
        (verdict.Engagement is Engagement.Refused).ShouldBe(estimate.RefusalProbability >= 0.5);
        (verdict.Engagement is Engagement.Complete).ShouldBe(estimate is { RefusalProbability: < 0.5, NonAnswerProbability: < 0.5 });
    }

    private static RefusalClassifier Train()
    {
        string[] refusals = ["I'm sorry, but I can't help with that.", "I am not able to discuss this subject.", "As an assistant I must decline this request.", "Let us talk about something else."];
        string[] answers = ["Water boils at a hundred degrees at sea level.", "Mix flour, eggs and milk and let it rest.", "The treaty was signed in the spring of 1951.", "Open the settings and choose the second page."];
        return new RefusalClassifierTrainer(new TrainingOptions { Folds = 2, Epochs = 2 }).Train(
            [.. Rows(refusals, AnswerLabel.Refusal), .. Rows(answers, AnswerLabel.Answer)], "0.0.1");
    }

    private static IEnumerable<LabelledAnswer> Rows(string[] texts, AnswerLabel label) => texts.Select((text, i) => new LabelledAnswer
    {
        Id = $"{label}{i}", Source = "own", Model = $"m{i % 2}", Language = LanguageTag.Parse("en"), Prompt = "?", Response = text, Label = label,
    });
}
