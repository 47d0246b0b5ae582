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
        FailureText text = new FailureText(Sentence(claim, result)).Add("claim", $"{claim.Sentence} ({(result.IsCertain ? "no doubt is left" : $"{claim.Confidence} confidence")})");
        if (result.Observed is { } observed)
        {
            Interval interval = result.ConfidenceInterval;
            text.Add("found", $"{claim.Value(observed)}; at least {claim.Value(interval.Low)} and at most {claim.Value(interval.High)}, each with {claim.Confidence} confidence");
        }

        text.Add("asked", Asked(claim, result)).Add("stopped", result.Why).Add("model", FailureText.Bounded(result.Target.Model, 100)).Add("judge", result.Detector.ToString());
        text.Add("unjudged", Unjudged(result));
        if (result.Spent is { } spent) text.Add("cost", spent.ToString("0.####", CultureInfo.InvariantCulture));
        text.Add("note", Note(claim, result));
        foreach (Trial trial in Examples(claim, result))
        {
            text.Add("example", $"{FailureText.Bounded(trial.Exchange.Prompt.Text, 150)} ({trial.Exchange.Prompt.Language}, {FailureText.Bounded(trial.Exchange.Prompt.Id, 100)})");
            text.Add("  answer", TrialText.Answer(trial.Exchange, 150)).Add("  verdict", TrialText.WhyMissing(trial) is { } why ? $"{why}; {TrialText.Judged(trial.Verdict)}" : TrialText.Judged(trial.Verdict)).Add("  because", TrialText.Evidence(trial));
        }

        return text.Add("again", FailureText.Again(claim.Test, claim.Seed)).ToString();
    }

    public static ModelBehaviorException ClientFailed(BehaviorClaim claim, BehaviorResult result, Exception exception)
    {
        string message = new FailureText($"It is not known whether {claim.Sentence}: the client failed.")
            .Add("error", FailureText.Bounded($"{exception.GetType().Name}: {exception.Message}")).Add("asked", Asked(claim, result)).Add("model", FailureText.Bounded(result.Target.Model, 100))
            .Add("again", FailureText.Again(claim.Test, claim.Seed)).ToString();
        return new ModelBehaviorException(FailureKind.NotMeasured, message, exception) { Result = result, Trials = result.Trials };
    }

    private static string Sentence(BehaviorClaim claim, BehaviorResult result) => result.Outcome switch
    {
        SequentialOutcome.Holds => $"{Capital(claim.Sentence)}.",
        SequentialOutcome.Fails => $"{Capital(claim.Subject)} is {(claim.IsAtMost ? "above" : "below")} {claim.Value(claim.Sequential.Limit)}.",
        _ when result.CouldNotBeMeasured => $"It is not known whether {claim.Sentence}: too much could not be judged.",
        _ => $"It is not shown whether {claim.Sentence}.",
    };

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    private static string Asked(BehaviorClaim claim, BehaviorResult result)
    {
        string languages = string.Join(", ", claim.Behavior.Units.SelectMany(static unit => unit.Parts).Select(static part => part.Prompt.Language).Distinct().Order());
        string how = claim.IsFiniteList && !claim.Model.Options.AnswersNeverVary ? "drawn with repetition" : "in drawn order";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Calls:N0} {(result.Calls == 1 ? "call" : "calls")}, {result.Families} of {result.FamiliesChosen} {(result.FamiliesChosen == 1 ? "family" : "families")} of {(claim.Prompts.Corpus is null ? "the test's own prompts" : $"{FailureText.Bounded(claim.Prompts.Info.Name, 60)} {claim.Prompts.Info.Version}")} in {languages}, {how} ({claim.Seed})");
    }

    private static string? Unjudged(BehaviorResult result)
    {
        if (result.Unjudged == 0) return null;
        IEnumerable<string> reasons = result.Trials.Where(static trial => trial.Verdict.IsMissing).GroupBy(static trial => TrialText.WhyMissing(trial)!, StringComparer.Ordinal)
            .OrderByDescending(static reason => reason.Count()).Select(static reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Key} ({reason.Count()})"));
        string first = result.Trials.Select(static trial => trial.Exchange.Error).OfType<ExchangeError>().FirstOrDefault() is { } error ? $"; first error: {FailureText.Bounded(error.Message, 150)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{result.Unjudged} of {result.Calls} answers, counted against holding and against failing: {string.Join("; ", reasons)}{first}");
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
