using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>
/// The event <c>gen_ai.evaluation.result</c> of OpenTelemetry's semantic conventions for generative AI: a log with that event name, and, as a courtesy to
/// who reads traces alone, an event on the span that is current, which is a form that OpenTelemetry gives up.
/// </summary>
internal static class EvaluationEvent
{
    public const string Name = "gen_ai.evaluation.result";

    private const string InputMessages = "gen_ai.input.messages";
    private const string OutputMessages = "gen_ai.output.messages";

    private static readonly EventId Id = new(6, Name);

    public static void Write(Judgement judgement, GuardedAnswer answer, bool withContent, ILogger logger)
    {
        LogLevel level = judgement.Verdict.IsHardRefusal ? LogLevel.Information : LogLevel.Debug;
        Activity? span = Activity.Current is { IsAllDataRequested: true } current ? current : null;
        bool logs = logger.IsEnabled(level);
        if (span is null && !logs) return;

        List<KeyValuePair<string, object?>> attributes = Attributes(judgement, answer);
        EventMessage[]? input = withContent ? EventMessage.Input(judgement.Exchange) : null;
        EventMessage[]? output = withContent ? EventMessage.Output(judgement.Exchange) : null;
        if (span is not null)
        {
            var tags = new ActivityTagsCollection(attributes);
            // On spans the conventions allow text, and exporters carry nothing deeper.
            if (input is not null) tags[InputMessages] = EventMessage.JsonOf(input);
            if (output is not null) tags[OutputMessages] = EventMessage.JsonOf(output);
            span.AddEvent(new ActivityEvent(Name, tags: tags));
        }

        if (input is not null) attributes.Add(new(InputMessages, input));
        if (output is not null) attributes.Add(new(OutputMessages, output));
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

    private static List<KeyValuePair<string, object?>> Attributes(Judgement judgement, GuardedAnswer answer)
    {
        Verdict verdict = judgement.Verdict;
        var attributes = new List<KeyValuePair<string, object?>>(12)
        {
            new("gen_ai.evaluation.name", "refusal"),
            new("gen_ai.evaluation.score.label", LabelOf(verdict)),
        };
        Add("gen_ai.evaluation.score.value", verdict.RefusalProbability ?? (verdict.IsHardRefusal ? 1.0 : null));
        // The rules that were met, and no word of the answer.
        IEnumerable<string> rules = EvidenceToShow.Of(verdict, judgement.Exchange.Prompt.Language).Select(static span => span.Rule).Distinct(StringComparer.Ordinal);
        if (verdict.Evidence.Count > 0) Add("gen_ai.evaluation.explanation", string.Join(", ", rules));
        Add("gen_ai.response.id", answer.ResponseId);
        Add("gen_ai.request.model", answer.Request.Model);
        Add("gen_ai.response.model", answer.ModelId);
        Add("censorshipeval.detector", verdict.Detector.ToString());
        Add("censorshipeval.language", judgement.Exchange.Prompt.Language.Value);
        Add("censorshipeval.delivery", verdict.Delivery.ToString());
        Add("censorshipeval.engagement", verdict.Engagement?.ToString());
        Add("censorshipeval.reason", verdict.Reason?.ToString());
        return attributes;

        void Add(string name, object? value)
        {
            if (value is not null) attributes.Add(new(name, value));
        }
    }
}
