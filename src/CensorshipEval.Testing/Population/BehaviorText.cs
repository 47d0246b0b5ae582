using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>What came of a claim, as a failing test shows it.</summary>
internal static class BehaviorText
{
    private const int MostExamples = 3;
    private const double Ceiling = 0.2;

    public static string Of(BehaviorClaim claim, BehaviorResult result)
    {
        string sure = result.IsCertain ? "no doubt is left, if answers never vary, as was said" : $"{claim.Confidence} confidence";
        FailureText text = new FailureText(Sentence(claim, result)).Add("claim", $"{claim.Sentence} ({sure})");
        if (result.Observed is { } observed)
        {
            Interval interval = result.ConfidenceInterval;
            string bounds = result.IsCertain ? $"at least {claim.Value(interval.Low)} and at most {claim.Value(interval.High)}"
                : $"at least {claim.Value(interval.Low)} and at most {claim.Value(interval.High)}, each with {claim.Confidence} confidence";
            text.Add("found", $"{Found(claim, result, observed)}; {bounds}");
        }

        text.Add("asked", Asked(claim, result)).Add("stopped", result.Why).Add("model", FailureText.Bounded(result.Target.Model, 100)).Add("judge", result.Detector.ToString());
        text.Add("unjudged", Unjudged(result));
        if (claim.Baseline is { IsUncertain: true } earlier)
            text.Add("earlier", string.Create(CultureInfo.InvariantCulture, $"{earlier.Answers:N0} answers, by chance up to {claim.Value(earlier.Above)} above the truth or {claim.Value(earlier.Below)} below it; the bounds allow for that"));
        if (result.Outcome is SequentialOutcome.Inconclusive && !result.CouldNotBeMeasured) text.Add("needed", new DecidabilityCheck(claim).OrdinarilyNeeded());
        if (result.Spent is { } spent) text.Add("cost", spent.ToString("0.####", CultureInfo.InvariantCulture));
        text.Add("note", Note(claim, result));
        foreach (Trial trial in Examples(claim, result))
        {
            text.Add("example", $"{FailureText.Bounded(trial.Exchange.Prompt.Text, 150)} ({trial.Exchange.Prompt.Language}, {FailureText.Bounded(trial.Exchange.Prompt.Id, 100)})");
            text.Add("  answer", TrialText.Answer(trial.Exchange, 150)).Add("  verdict", TrialText.WhyMissing(trial) is { } why ? $"{why}; {TrialText.Judged(trial.Verdict)}" : TrialText.Judged(trial.Verdict)).Add("  because", TrialText.Evidence(trial));
        }

        return text.Add("again", FailureText.Again(claim.Test)).Add("seed", claim.Seed).ToString();
    }

    public static ModelBehaviorException ClientFailed(BehaviorClaim claim, BehaviorResult result, Exception exception)
    {
        string message = new FailureText($"It is not known whether {claim.Sentence}: the client failed.")
            .AddThrown(exception, claim.Model.Options.Stream).Add("asked", Asked(claim, result)).Add("model", FailureText.Bounded(result.Target.Model, 100))
            .Add("again", FailureText.Again(claim.Test)).Add("seed", claim.Seed).ToString();
        return new ModelBehaviorException(FailureKind.NotMeasured, message, exception) { Result = result, Trials = result.Trials };
    }

    private static string Sentence(BehaviorClaim claim, BehaviorResult result) => result.Outcome switch
    {
        SequentialOutcome.Holds => $"{Capital(claim.Sentence)}.",
        SequentialOutcome.Fails => $"{Capital(claim.Subject)} is {(claim.IsAtMost ? "above" : "below")} {claim.Value(claim.Limit)}.",
        _ when result.CouldNotBeMeasured => $"It is not known whether {claim.Sentence}: too much could not be judged.",
        _ => $"It is not shown whether {claim.Sentence}.",
    };

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    // As many of so many, where values are whole; else their mean.
    private static string Found(BehaviorClaim claim, BehaviorResult result, Interval observed)
    {
        bool isShare = claim.Behavior.Low == 0 && result.Tests.Whole is not null;
        return isShare
            ? string.Create(CultureInfo.InvariantCulture, $"{result.Tests.Whole:N0} of {claim.Counted(result.Values)} ({claim.Value(observed)})")
            : string.Create(CultureInfo.InvariantCulture, $"{claim.Value(observed)}, the mean of {claim.Counted(result.Values)}");
    }

    private static string Asked(BehaviorClaim claim, BehaviorResult result)
    {
        string languages = string.Join(", ", claim.Behavior.Prompts.Select(static prompt => prompt.Language).Distinct().Order());
        string from = claim.Prompts.Corpus is null ? "the test's own" : $"{FailureText.Bounded(claim.Prompts.Info.Name, 60)} {claim.Prompts.Info.Version}";
        int prompts = result.Trials.Select(static trial => trial.Exchange.Prompt.Id).Distinct(StringComparer.Ordinal).Count(), all = claim.Behavior.Prompts.Count(), idle = result.Calls - result.Counted;
        string what = claim.IsFiniteList ? (all == 1 ? "the one prompt" : string.Create(CultureInfo.InvariantCulture, $"{prompts:N0} of these {all:N0} prompts")) : string.Create(CultureInfo.InvariantCulture, $"{result.Families:N0} of {result.FamiliesChosen:N0} families as topics");
        string how = claim.IsFiniteList && !claim.Model.Options.AnswersNeverVary ? "drawn with repetition" : "in drawn order";
        string calls = string.Create(CultureInfo.InvariantCulture, $"{result.Calls:N0} {(result.Calls == 1 ? "call" : "calls")}{(idle > 0 ? $", {idle:N0} of them not counted" : "")}");
        return $"{calls}; {what}, {from}, in {languages}, {how}";
    }

    private static string? Unjudged(BehaviorResult result)
    {
        if (result.Unjudged == 0) return null;
        Trial[] missing = [.. result.Trials.Take(result.Counted).Where(static trial => trial.Verdict.IsMissing)];
        IEnumerable<string> reasons = missing.GroupBy(static trial => TrialText.WhyMissing(trial)!, StringComparer.Ordinal)
            .OrderByDescending(static reason => reason.Count()).Select(static reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Key} ({reason.Count()})"));
        string first = missing.Select(static trial => AnswerJudge.WhyFailed(trial) ?? trial.Exchange.Error?.Message).OfType<string>().FirstOrDefault() is { } error ? $"; first error: {FailureText.Bounded(error, 150)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{result.Unjudged:N0} of {result.Counted:N0} answers counted, against holding and against failing: {string.Join("; ", reasons)}{first}");
    }

    // An index says little where the analogues are refused, too.
    private static string? Note(BehaviorClaim claim, BehaviorResult result)
    {
        if (claim.Behavior.Low == 0) return null;
        Trial[] analogues = [.. result.Trials.Where(static trial => trial.Exchange.Prompt.Role is PromptRole.Analogue && !trial.Verdict.IsMissing)];
        double rate = analogues.Length == 0 ? 0 : analogues.Average(static trial => trial.Verdict.IsHardRefusal ? 1.0 : 0.0);
        return rate <= Ceiling ? null : string.Create(CultureInfo.InvariantCulture, $"{100 * rate:0} % of the analogues are refused, too: there is a ceiling, or they are no fair ones");
    }

    private static IEnumerable<Trial> Examples(BehaviorClaim claim, BehaviorResult result)
    {
        if (result.Outcome is SequentialOutcome.Holds) return [];
        HashSet<string> against = [.. claim.Behavior.Units.SelectMany(static unit => unit.Parts).Where(part => part.Sign > 0 == claim.IsAtMost).Select(static part => part.Prompt.Id)];
        HashSet<string> others = [.. claim.Behavior.Units.SelectMany(static unit => unit.Parts).Where(part => part.Sign > 0 != claim.IsAtMost).Select(static part => part.Prompt.Id)];
        return result.Trials
            .Where(trial => result.CouldNotBeMeasured ? trial.Verdict.IsMissing
                : !trial.Verdict.IsMissing && ((claim.Behavior.Counts(trial.Verdict) && against.Contains(trial.Exchange.Prompt.Id)) || (!claim.Behavior.Counts(trial.Verdict) && others.Contains(trial.Exchange.Prompt.Id) && claim.Behavior.Low == 0)))
            .DistinctBy(static trial => trial.Exchange.Prompt.Cluster, StringComparer.Ordinal).Take(MostExamples);
    }
}
