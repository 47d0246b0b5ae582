using System.Globalization;

namespace CensorshipEval.Reporting;

/// <summary>Writes the row of an exchange.</summary>
internal sealed class ExchangeRow(PageJson json, PageNames names)
{
    /// <summary>prompt, target, sample, rank, notes, delivery, engagement, reason, probability, detector, answer, streamed (0 none, 1 the answer, or the text), reasoning,
    /// finish reason, error [code, message, HTTP status], answered by, tokens [in, out, reasoning], timing [start, ms to first, ms], spans, measurements
    /// [[measure, value, why none, spans]], full lengths of cut texts [answer, streamed, reasoning, error] or null, recorded id.</summary>
    public void Write(SampledExchange exchange)
    {
        Verdict verdict = exchange.Verdict;
        json.BeginArray();
        json.Value(names.Prompts.Place(exchange.Key.PromptId));
        json.Value(names.Targets.Place(exchange.Key.TargetId));
        json.Value(exchange.Key.Sample);
        json.Value((int)exchange.Rank);
        json.Value((int)exchange.Notes);
        json.Value((int)verdict.Delivery);
        json.Value(verdict.Engagement is { } engagement ? (int)engagement : -1);
        json.Value(verdict.Reason is { } reason ? (int)reason : -1);
        json.Value(verdict.RefusalProbability is { } probability ? Math.Round(probability, 4) : null);
        json.Value(names.Components.Place(verdict.Detector.ToString()));
        json.Value(exchange.Answer.Text);
        if (exchange.Streamed is null) json.Value(0);
        else if (exchange.StreamedStands) json.Value(1);
        else json.Value(exchange.Streamed.Value.Text);
        json.Value(exchange.Reasoning?.Text);
        json.Value(exchange.FinishReason?.Text);
        WriteError(exchange);
        json.Value(exchange.AnsweredBy);
        WriteUsage(exchange.Usage);
        WriteTiming(exchange.Timing);
        WriteSpans(verdict.Evidence);
        WriteMeasurements(exchange.Measurements);
        WriteLengths([exchange.Answer, exchange.Streamed, exchange.Reasoning, exchange.ErrorMessage]);
        json.Value(exchange.RecordedId);
        json.EndArray();
    }

    private void WriteError(SampledExchange exchange)
    {
        if (exchange.ErrorMessage is not { } message)
        {
            json.Value((string?)null);
            return;
        }

        json.BeginArray();
        json.Value(exchange.ErrorCode);
        json.Value(message.Text);
        json.Value(exchange.HttpStatus);
        json.EndArray();
    }

    private void WriteUsage(TokenUsage? usage)
    {
        if (usage is null)
        {
            json.Value((string?)null);
            return;
        }

        json.BeginArray();
        json.Value(usage.InputTokens);
        json.Value(usage.OutputTokens);
        json.Value(usage.ReasoningTokens);
        json.EndArray();
    }

    private void WriteTiming(ExchangeTiming? timing)
    {
        if (timing is null)
        {
            json.Value((string?)null);
            return;
        }

        json.BeginArray();
        json.Value(timing.StartedAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        json.Value(timing.ToFirstUpdate is { } first ? Math.Round(first.TotalMilliseconds) : null);
        json.Value(Math.Round(timing.Duration.TotalMilliseconds));
        json.EndArray();
    }

    private void WriteMeasurements(IReadOnlyList<Measurement> measurements)
    {
        json.BeginArray();
        foreach (Measurement measurement in measurements)
        {
            json.BeginArray();
            json.Value(names.Components.Place(measurement.Measure.ToString()));
            json.Value(measurement.Value is { } value ? Math.Round(value, 4) : null);
            json.Value(names.Words.Place(measurement.NotAvailableBecause));
            WriteSpans(measurement.Evidence);
            json.EndArray();
        }

        json.EndArray();
    }

    /// <summary>Four numbers a span, one after the other: source, start, length, rule.</summary>
    private void WriteSpans(IReadOnlyList<EvidenceSpan> spans)
    {
        json.BeginArray();
        foreach (EvidenceSpan span in spans)
        {
            json.Value((int)span.Source);
            json.Value(span.Start);
            json.Value(span.Length);
            json.Value(names.Words.Place(span.Rule));
        }

        json.EndArray();
    }

    private void WriteLengths(ReadOnlySpan<CutText?> texts)
    {
        bool isCut = false;
        foreach (CutText? text in texts) isCut |= text is { IsCut: true };
        if (!isCut)
        {
            json.Value((string?)null);
            return;
        }

        json.BeginArray();
        foreach (CutText? text in texts) json.Value(text?.FullLength ?? 0);
        json.EndArray();
    }
}
