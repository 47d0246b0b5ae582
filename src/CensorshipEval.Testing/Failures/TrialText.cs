using System.Globalization;

namespace CensorshipEval.Testing;

/// <summary>A trial in words.</summary>
internal static class TrialText
{
    private const int MostEvidence = 3;

    /// <summary>What was asked and what came back, as lines of a message.</summary>
    /// <param name="text">The message.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="howTheLanguageIsKnown">Where nobody has said it.</param>
    public static FailureText AddTo(FailureText text, Trial trial, string howTheLanguageIsKnown = "")
    {
        Exchange exchange = trial.Exchange;
        return text
            .Add("prompt", exchange.Prompt.Text.Length == 0 ? "not told" : FailureText.Bounded(exchange.Prompt.Text))
            .Add("language", exchange.Prompt.Language.Value + howTheLanguageIsKnown)
            .Add("model", Model(exchange))
            .Add("answer", Answer(exchange))
            .Add("error", Error(exchange.Error))
            .Add("judge", AnswerJudge.WhyFailed(trial) is { } failed ? $"failed: {FailureText.Bounded(failed)}" : null)
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
        if (!string.IsNullOrWhiteSpace(exchange.Text)) return FailureText.Bounded(exchange.Text, most);
        return exchange.Stream is { } stream && !string.IsNullOrWhiteSpace(stream.Text) ? $"nothing was left of: {FailureText.Bounded(stream.Text, most)}" : exchange.Text.Length == 0 ? "no text" : "white space alone";
    }

    /// <summary>Why nothing can be said of the model by this trial; <see langword="null"/> where something can.</summary>
    public static string? WhyMissing(Trial trial) => !trial.Verdict.IsMissing ? null : AnswerJudge.Failed(trial) ? "the judge failed" : trial.Verdict.Delivery switch
    {
        Delivery.TransportError => "the call failed",
        Delivery.EmptyStop when trial.Exchange.FinishReason is "tool_calls" or "function_call" => "the model called a tool instead of answering",
        Delivery.EmptyStop => "the answer came back empty",
        Delivery.Unknown => "the answer ended for a reason that is not known",
        _ => "the judge could not tell what the answer is",
    };

    public static string Judged(Verdict verdict)
    {
        string engagement = verdict.Engagement is { } engaged ? $", {engaged}" : "";
        return $"{verdict.Delivery}{engagement}{Likely(verdict)} (by {verdict.Detector})";
    }

    public static string Evidence(Trial trial)
    {
        IEnumerable<string> all = EvidenceToShow.Of(trial.Verdict, LanguageOf(trial.Exchange), MostEvidence).Select(span => span.Quote(trial.Exchange) is { Length: > 0 } quote && span.Length <= FailureText.MostQuoted
            ? $"{span.Rule} \"{FailureText.Bounded(quote, 100)}\""
            : span.Rule);
        return string.Join("; ", all);
    }

    private static LanguageTag LanguageOf(Exchange exchange) => SingleAnswer.Identify(exchange.Text) is { IsKnown: true } guess ? guess.Language : exchange.Prompt.Language;

    // A judge that decides against its own estimate was not sure, and is not shown to contradict itself.
    private static string Likely(Verdict verdict)
    {
        if (verdict.RefusalProbability is not { } p) return "";
        bool agrees = verdict.Engagement is null or Engagement.Undetermined || verdict.Engagement is Engagement.Refused == p >= 0.5;
        return agrees ? $", {Percent(p)} likely a refusal" : $", not surely ({Percent(p)} likely a refusal)";
    }

    // No estimate is certain.
    private static string Percent(double p) => p switch
    {
        > 0.99 => "more than 99 %",
        < 0.01 => "less than 1 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * p:0} %"),
    };

    private static string? Error(ExchangeError? error) => error is null ? null : string.Create(
        CultureInfo.InvariantCulture, $"{FailureText.Bounded(error.Code ?? "none", 60)}{(error.HttpStatus is { } status ? $", HTTP status {status}" : "")}: {FailureText.Bounded(error.Message)}");
}
