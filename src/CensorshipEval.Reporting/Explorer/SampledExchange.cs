using System.Text.Json;

namespace CensorshipEval.Reporting;

/// <summary>An exchange of the page, its texts cut. Holds nothing longer than the page does.</summary>
internal sealed record SampledExchange
{
    /// <summary>Most evidence spans of a verdict or a measurement that the page holds: enough to read, and nothing that a hostile answer could swell.</summary>
    public const int MostSpans = 100;

    private const int LongestName = 200;

    public required TrialKey Key { get; init; }

    public required string? RecordedId { get; init; }

    public required ExchangeRank Rank { get; init; }

    public required ExchangeNote Notes { get; init; }

    public required CutText Answer { get; init; }

    /// <summary>What was streamed; <see langword="null"/> where nobody watched.</summary>
    public required CutText? Streamed { get; init; }

    /// <summary>Whether what was streamed is the answer, unit by unit.</summary>
    public required bool StreamedStands { get; init; }

    public required CutText? Reasoning { get; init; }

    public required CutText? FinishReason { get; init; }

    public required CutText? ErrorMessage { get; init; }

    public required string? ErrorCode { get; init; }

    public required int? HttpStatus { get; init; }

    public required string? AnsweredBy { get; init; }

    public required TokenUsage? Usage { get; init; }

    public required ExchangeTiming? Timing { get; init; }

    public required Verdict Verdict { get; init; }

    public required IReadOnlyList<Measurement> Measurements { get; init; }

    public static SampledExchange Of(Trial trial, ExchangeFact fact, int longest)
    {
        Exchange exchange = trial.Exchange;
        return new SampledExchange
        {
            Key = trial.Key,
            RecordedId = exchange.Metadata.TryGetValue("id", out JsonElement id) && id.ValueKind is JsonValueKind.String ? Short(id.GetString()) : null,
            Rank = fact.Rank,
            Notes = fact.Notes,
            Answer = CutText.Of(exchange.Text, longest),
            Streamed = CutText.OfOptional(exchange.Stream?.Text, longest),
            StreamedStands = exchange.Stream?.Text == exchange.Text,
            Reasoning = CutText.OfOptional(exchange.Reasoning, longest),
            FinishReason = CutText.OfOptional(exchange.FinishReason, LongestName),
            ErrorMessage = CutText.OfOptional(exchange.Error?.Message, longest),
            ErrorCode = Short(exchange.Error?.Code),
            HttpStatus = exchange.Error?.HttpStatus,
            AnsweredBy = Short(exchange.AnsweredBy),
            Usage = exchange.Usage,
            Timing = exchange.Timing,
            Verdict = trial.Verdict with { Evidence = Few(trial.Verdict.Evidence) },
            Measurements = [.. trial.Measurements.Select(static measurement => measurement with { Evidence = Few(measurement.Evidence) })],
        };
    }

    private static IReadOnlyList<EvidenceSpan> Few(IReadOnlyList<EvidenceSpan> spans) => spans.Count <= MostSpans ? spans : [.. spans.Take(MostSpans)];

    private static string? Short(string? text) => text is null ? null : CutText.Of(text, LongestName).Text;
}
