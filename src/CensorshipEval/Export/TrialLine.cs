using System.Diagnostics.CodeAnalysis;
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

    /// <summary>
    /// Fields that hold half of a surrogate pair, which stands there as the six characters <c>\uD800</c>; absent for none. Positions of evidence are those of the text as it
    /// was received.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Halves { get; init; }

    public static TrialLine Of(Trial trial)
    {
        Exchange exchange = trial.Exchange;
        List<string>? halves = null;
        return new TrialLine
        {
            // A recorded answer keeps the id that its file gave it.
            Id = Paired("id", exchange.Metadata.TryGetValue("id", out JsonElement id) && id.ValueKind is JsonValueKind.String ? PairedText.Of(id).GetString()! : trial.Key.ToString()),
            Run = Paired("run", trial.Key.RunId),
            Target = Paired("target", exchange.Target.Id),
            Model = Paired("model", exchange.Target.Model),
            PromptId = Paired("promptId", exchange.Prompt.Id),
            Family = Paired("family", exchange.Prompt.FamilyId),
            Topic = Paired("topic", exchange.Prompt.Topic),
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
            Prompt = Paired("prompt", exchange.Prompt.Text),
            Response = Paired("response", exchange.Text),
            Streamed = Paired("streamed", exchange.Stream?.Text),
            Reasoning = Paired("reasoning", exchange.Reasoning),
            FinishReason = Paired("finishReason", exchange.FinishReason),
            Error = exchange.Error is { } error ? error with { Code = Paired("error.code", error.Code), Message = Paired("error.message", error.Message) } : null,
            AnsweredBy = Paired("answeredBy", exchange.AnsweredBy),
            Usage = exchange.Usage,
            Timing = exchange.Timing,
            Metadata = PairedMetadata(),
            Halves = halves,
        };

        [return: NotNullIfNotNull(nameof(text))]
        string? Paired(string field, string? text)
        {
            string? paired = text is null ? null : PairedText.Of(text);
            if (!ReferenceEquals(text, paired)) (halves ??= []).Add(field);
            return paired;
        }

        IReadOnlyDictionary<string, JsonElement> PairedMetadata()
        {
            Dictionary<string, JsonElement>? mended = null;
            foreach ((string name, JsonElement value) in exchange.Metadata)
            {
                (string key, JsonElement paired) = (PairedText.Of(name), PairedText.Of(value));
                if (ReferenceEquals(key, name) && !PairedText.HasHalves(value)) continue;
                mended ??= new Dictionary<string, JsonElement>(exchange.Metadata, StringComparer.Ordinal);
                mended.Remove(name);
                mended[key] = paired;
                (halves ??= []).Add($"metadata.{key}");
            }

            return mended ?? exchange.Metadata;
        }
    }
}

internal sealed record EvidenceLine(EvidenceSource Source, int Start, int Length, string Rule, string Quote)
{
    private const int LongestQuote = 200;

    public static EvidenceLine Of(EvidenceSpan span, Exchange exchange)
    {
        string quote = span.Quote(exchange);
        return new EvidenceLine(span.Source, span.Start, span.Length, span.Rule, PairedText.Of(quote.Length <= LongestQuote ? quote : quote[..(char.IsHighSurrogate(quote[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)] + "…"));
    }
}

internal sealed record MeasurementLine(string Measure, double? Value, string? NotAvailableBecause, IReadOnlyList<EvidenceLine> Evidence)
{
    public static MeasurementLine Of(Measurement measurement, Exchange exchange) => new(
        measurement.Measure.ToString(), measurement.Value, measurement.NotAvailableBecause,
        [.. measurement.Evidence.Select(span => EvidenceLine.Of(span, exchange))]);
}
