using System.Globalization;

namespace CensorshipEval.Testing;

/// <summary>A trial in words.</summary>
internal static class TrialText
{
    private const int MostEvidence = 3;

    /// <summary>What was asked and what came back, as lines of a message.</summary>
    public static FailureText AddTo(FailureText text, Trial trial)
    {
        Exchange exchange = trial.Exchange;
        return text
            .Add("prompt", exchange.Prompt.Text.Length == 0 ? "not told" : FailureText.Bounded(exchange.Prompt.Text))
            .Add("language", exchange.Prompt.Language.Value)
            .Add("model", Model(exchange))
            .Add("answer", Answer(exchange))
            .Add("error", Error(exchange))
            .Add("verdict", Judged(trial.Verdict))
            .Add("evidence", Evidence(trial));
    }

    public static string Model(Exchange exchange)
    {
        string asked = FailureText.Bounded(exchange.Target.Model, 100);
        return exchange.AnsweredBy is { } by && by != exchange.Target.Model ? $"{asked} (answered by {FailureText.Bounded(by, 100)})" : asked;
    }

    public static string Answer(Exchange exchange, int most = FailureText.MostQuoted)
    {
        if (exchange.Text.Length > 0) return FailureText.Bounded(exchange.Text, most);
        return exchange.Stream is { Text.Length: > 0 } stream ? $"nothing was left of: {FailureText.Bounded(stream.Text, most)}" : "no text";
    }

    /// <summary>Why nothing can be said of the model by this trial; <see langword="null"/> where something can.</summary>
    public static string? WhyMissing(Trial trial) => !trial.Verdict.IsMissing ? null : trial.Verdict.Delivery switch
    {
        Delivery.TransportError => "the call failed",
        Delivery.EmptyStop => "the answer came back empty",
        Delivery.Unknown => "the answer ended for a reason that is not known",
        _ => "the judge could not tell what the answer is",
    };

    public static string Judged(Verdict verdict)
    {
        string engagement = verdict.Engagement is { } engaged ? $", {engaged}" : "";
        string probability = verdict.RefusalProbability is { } p ? $", {Percent(p)} likely a refusal" : "";
        return $"{verdict.Delivery}{engagement}{probability} (by {verdict.Detector})";
    }

    public static string Evidence(Trial trial)
    {
        IEnumerable<string> all = trial.Verdict.Evidence.Take(MostEvidence).Select(span => span.Quote(trial.Exchange) is { Length: > 0 } quote && span.Length <= FailureText.MostQuoted
            ? $"{span.Rule} \"{FailureText.Bounded(quote, 100)}\""
            : span.Rule);
        return string.Join("; ", all);
    }

    // No estimate is certain.
    private static string Percent(double p) => p switch
    {
        > 0.99 => "more than 99 %",
        < 0.01 => "less than 1 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * p:0} %"),
    };

    private static string? Error(Exchange exchange) => exchange.Error is not { } error
        ? exchange.Metadata.TryGetValue(AnswerJudge.JudgeFailed, out var failed) ? $"the judge failed: {FailureText.Bounded(failed.GetString() ?? "")}" : null
        : string.Create(CultureInfo.InvariantCulture, $"{FailureText.Bounded(error.Code ?? "none", 60)}{(error.HttpStatus is { } status ? $", HTTP status {status}" : "")}: {FailureText.Bounded(error.Message)}");
}
