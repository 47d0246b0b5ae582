using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>
/// The event <c>gen_ai.evaluation.result</c> of OpenTelemetry's semantic conventions for generative AI (1.41): on the span that is current, where one is
/// recorded, and as a log, which is what the conventions call an event.
/// </summary>
internal static class EvaluationEvent
{
    public const string Name = "gen_ai.evaluation.result";

    private static readonly EventId Id = new(6, Name);

    public static void Write(Judgement judgement, GuardedAnswer answer, bool withContent, ILogger logger)
    {
        LogLevel level = judgement.Verdict.IsHardRefusal ? LogLevel.Information : LogLevel.Debug;
        Activity? span = Activity.Current is { IsAllDataRequested: true } current ? current : null;
        bool logs = logger.IsEnabled(level);
        if (span is null && !logs) return;

        List<KeyValuePair<string, object?>> attributes = Attributes(judgement, answer, withContent);
        span?.AddEvent(new ActivityEvent(Name, tags: new ActivityTagsCollection(attributes)));
        if (logs) logger.Log(level, Id, attributes, exception: null, static (state, _) => $"Refusal evaluated: {state[1].Value}");
    }

    /// <summary>What people read of a verdict: <c>refused</c>, <c>blocked</c>, <c>retracted</c>, <c>partial</c>, <c>non_responsive</c>, <c>answered</c>, <c>undetermined</c>.</summary>
    public static string LabelOf(Verdict verdict) => verdict switch
    {
        { Delivery: Delivery.Retracted } => "retracted",
        { Delivery: Delivery.InputBlocked or Delivery.OutputBlocked } => "blocked",
        { IsMissing: true } => "undetermined",
        { Engagement: Engagement.Refused } => "refused",
        { Engagement: Engagement.Partial } => "partial",
        { Engagement: Engagement.NonResponsive } => "non_responsive",
        _ => "answered",
    };

    private static List<KeyValuePair<string, object?>> Attributes(Judgement judgement, GuardedAnswer answer, bool withContent)
    {
        Verdict verdict = judgement.Verdict;
        var attributes = new List<KeyValuePair<string, object?>>(12)
        {
            new("gen_ai.evaluation.name", "refusal"),
            new("gen_ai.evaluation.score.label", LabelOf(verdict)),
        };
        Add("gen_ai.evaluation.score.value", verdict.RefusalProbability ?? (verdict.IsHardRefusal ? 1.0 : null));
        // The rules that were met, and no word of the answer.
        if (verdict.Evidence.Count > 0) Add("gen_ai.evaluation.explanation", string.Join(", ", verdict.Evidence.Select(static span => span.Rule).Distinct(StringComparer.Ordinal)));
        Add("gen_ai.response.id", answer.ResponseId);
        Add("gen_ai.request.model", answer.Request.Target.Model);
        Add("gen_ai.response.model", answer.ModelId);
        Add("censorshipeval.detector", verdict.Detector.ToString());
        Add("censorshipeval.language", judgement.Exchange.Prompt.Language.Value);
        Add("censorshipeval.delivery", verdict.Delivery.ToString());
        Add("censorshipeval.engagement", verdict.Engagement?.ToString());
        Add("censorshipeval.reason", verdict.Reason?.ToString());
        if (!withContent) return attributes;
        Add("gen_ai.input.messages", Message("user", judgement.Exchange.Prompt.Text, finishReason: null));
        Add("gen_ai.output.messages", Message("assistant", judgement.Exchange.Text, judgement.Exchange.FinishReason ?? "stop"));
        return attributes;

        void Add(string name, object? value)
        {
            if (value is not null) attributes.Add(new(name, value));
        }
    }

    private static string Message(string role, string text, string? finishReason)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("role", role);
            json.WriteStartArray("parts");
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("content", text);
            json.WriteEndObject();
            json.WriteEndArray();
            if (finishReason is not null) json.WriteString("finish_reason", finishReason);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
