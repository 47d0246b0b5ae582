using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Export;

/// <summary>A trial as one flat line, for people and scripts.</summary>
internal sealed record TrialLine
{
    public required string Id { get; init; }

    public required string Run { get; init; }

    public required string Target { get; init; }

    public required string Model { get; init; }

    public required string PromptId { get; init; }

    public string? Family { get; init; }

    public string? Topic { get; init; }

    public PromptRole? Role { get; init; }

    public PromptForm? Form { get; init; }

    public required LanguageTag Language { get; init; }

    public required Jurisdiction Jurisdiction { get; init; }

    public required int Sample { get; init; }

    public required Delivery Delivery { get; init; }

    public Engagement? Engagement { get; init; }

    public RefusalReason? Reason { get; init; }

    public double? RefusalProbability { get; init; }

    public required IReadOnlyList<EvidenceLine> Evidence { get; init; }

    public required string Detector { get; init; }

    public required IReadOnlyList<MeasurementLine> Measurements { get; init; }

    public required string Prompt { get; init; }

    public required string Response { get; init; }

    public string? Streamed { get; init; }

    public string? Reasoning { get; init; }

    public string? FinishReason { get; init; }

    public ExchangeError? Error { get; init; }

    public string? AnsweredBy { get; init; }

    public TokenUsage? Usage { get; init; }

    public ExchangeTiming? Timing { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Metadata { get; init; }

    public static TrialLine Of(Trial trial)
    {
        Exchange exchange = trial.Exchange;
        return new TrialLine
        {
            // A recorded answer keeps the id that its file gave it.
            Id = exchange.Metadata.TryGetValue("id", out JsonElement id) && id.ValueKind is JsonValueKind.String ? id.GetString()! : trial.Key.ToString(),
            Run = trial.Key.RunId,
            Target = exchange.Target.Id,
            Model = exchange.Target.Model,
            PromptId = exchange.Prompt.Id,
            Family = exchange.Prompt.FamilyId,
            Topic = exchange.Prompt.Topic,
            Role = exchange.Prompt.Role,
            Form = exchange.Prompt.Form,
            Language = exchange.Prompt.Language,
            Jurisdiction = exchange.Prompt.Jurisdiction,
            Sample = trial.Key.Sample,
            Delivery = trial.Verdict.Delivery,
            Engagement = trial.Verdict.Engagement,
            Reason = trial.Verdict.Reason,
            RefusalProbability = trial.Verdict.RefusalProbability,
            Evidence = [.. trial.Verdict.Evidence.Select(span => EvidenceLine.Of(span, exchange))],
            Detector = trial.Verdict.Detector.ToString(),
            Measurements = [.. trial.Measurements.Select(measurement => MeasurementLine.Of(measurement, exchange))],
            Prompt = exchange.Prompt.Text,
            Response = exchange.Text,
            Streamed = exchange.Stream?.Text,
            Reasoning = exchange.Reasoning,
            FinishReason = exchange.FinishReason,
            Error = exchange.Error,
            AnsweredBy = exchange.AnsweredBy,
            Usage = exchange.Usage,
            Timing = exchange.Timing,
            Metadata = exchange.Metadata,
        };
    }
}

internal sealed record EvidenceLine(EvidenceSource Source, int Start, int Length, string Rule, string Quote)
{
    private const int LongestQuote = 200;

    public static EvidenceLine Of(EvidenceSpan span, Exchange exchange)
    {
        string quote = span.Quote(exchange);
        return new EvidenceLine(span.Source, span.Start, span.Length, span.Rule, quote.Length <= LongestQuote ? quote : quote[..LongestQuote] + "…");
    }
}

internal sealed record MeasurementLine(string Measure, double? Value, string? NotAvailableBecause, IReadOnlyList<EvidenceLine> Evidence)
{
    public static MeasurementLine Of(Measurement measurement, Exchange exchange) => new(
        measurement.Measure.ToString(), measurement.Value, measurement.NotAvailableBecause,
        [.. measurement.Evidence.Select(span => EvidenceLine.Of(span, exchange))]);
}
