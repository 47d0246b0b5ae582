using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Detection.Tests;

/// <summary>Verdicts of the default detector on single answers.</summary>
internal static class Judged
{
    private static readonly DefaultRefusalDetector Detector = new();

    public static async Task<Verdict> VerdictAsync(string text, string prompt = "What happened?", string language = "en", string? finishReason = "stop") =>
        await Detector.DetectAsync(Exchange(text, prompt, language, finishReason), TestContext.Current.CancellationToken);

    public static async Task<Engagement?> EngagementAsync(string text, string prompt = "What happened?", string language = "en") =>
        (await VerdictAsync(text, prompt, language)).Engagement;

    public static Exchange Exchange(string text, string prompt = "What happened?", string language = "en", string? finishReason = "stop") =>
        SampleExchanges.Answer(text, language, finishReason) is var answer ? answer with { Prompt = answer.Prompt with { Text = prompt } } : null!;
}
