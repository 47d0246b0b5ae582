using System.Globalization;
using System.Text.Json;

namespace CensorshipEval.TestKit.Samples;

/// <summary>Exchanges of a run, its targets and prompts named by their place.</summary>
public static class SampleExchanges
{
    public static TrialKey Key(RunRecord run, int target = 0, int prompt = 0, int sample = 0) =>
        new(run.Id, run.Targets[target].Id, run.Prompts[prompt].Id, sample);

    /// <summary>An answer and nothing else.</summary>
    public static Exchange Create(RunRecord run, int target = 0, int prompt = 0, int sample = 0, string text = "An answer.") => new()
    {
        Key = Key(run, target, prompt, sample),
        Target = run.Targets[target],
        Prompt = run.Prompts[prompt],
        Text = text,
        FinishReason = "stop",
    };

    /// <summary>An answer that belongs to no stored run, to a prompt of its own.</summary>
    public static Exchange Answer(string text, string language = "en", string? finishReason = "stop") => new()
    {
        Key = new TrialKey("run", "target", "prompt", 0),
        Target = new Target { Id = "target", Model = "plain" },
        Prompt = new Prompt { Id = "prompt", Text = "What happened?", Language = LanguageTag.Parse(language) },
        Text = text,
        FinishReason = finishReason,
    };

    /// <summary>The same exchange with what was streamed, as appended text and, where something took its place, a replacement.</summary>
    public static Exchange Streamed(this Exchange exchange, string streamed, bool replaced = false) => exchange with
    {
        Stream = new StreamTrace
        {
            Text = streamed,
            Updates =
            [
                new StreamUpdate(TimeSpan.FromMilliseconds(100), StreamUpdateKind.Append, streamed.Length),
                .. replaced ? [new StreamUpdate(TimeSpan.FromSeconds(1), StreamUpdateKind.Replace, exchange.Text.Length)] : Array.Empty<StreamUpdate>(),
            ],
        },
    };

    /// <summary>An exchange with every field set.</summary>
    public static Exchange Full(RunRecord run, int target = 0, int prompt = 0, int sample = 0) => Create(run, target, prompt, sample) with
    {
        Text = "Ich kann dazu nichts sagen. 🙂",
        Reasoning = "The user asks…",
        FinishReason = "content_filter",
        Error = new ExchangeError { Code = "data_inspection_failed", Message = "Inappropriate content.", HttpStatus = 400 },
        Stream = new StreamTrace
        {
            Text = "In 1989 there were protests",
            Updates =
            [
                new StreamUpdate(TimeSpan.FromMilliseconds(12.3456), StreamUpdateKind.Append, 27),
                new StreamUpdate(TimeSpan.FromSeconds(2), StreamUpdateKind.Replace, 0),
            ],
        },
        AnsweredBy = "vendor/model:7b-0301",
        Usage = new TokenUsage { InputTokens = 12, OutputTokens = 345, ReasoningTokens = 67 },
        Timing = new ExchangeTiming
        {
            StartedAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(8)).AddTicks(7),
            ToFirstUpdate = TimeSpan.FromTicks(123_456),
            Duration = TimeSpan.FromTicks(9_876_543_210),
        },
        Metadata = Metadata("""{"id":"x-1","nested":{"a":[1,2.50,null,true]},"empty":{},"nothing":null,"same":1,"Same":2}"""),
    };

    /// <summary>An attempt that failed by timeout.</summary>
    public static Attempt Failed(RunRecord run, int number, int target = 0, int prompt = 0, int sample = 0) => new(
        Create(run, target, prompt, sample, text: "") with
        {
            FinishReason = null,
            Error = new ExchangeError { Code = "timeout", Message = string.Create(CultureInfo.InvariantCulture, $"Attempt {number} timed out.") },
        },
        number);

    /// <summary>The members of a JSON object as metadata.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Metadata(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone().EnumerateObject().ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal);
    }
}
