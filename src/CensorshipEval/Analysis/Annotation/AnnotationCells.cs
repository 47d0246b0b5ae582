using System.Globalization;

namespace CensorshipEval.Analysis;

/// <summary>Sums per target and language, with and without roles.</summary>
internal sealed class AnnotationCells
{
    private readonly Dictionary<(string Target, LanguageTag Language, PromptRole? Role), PredictionPoweredTally> _byRole = [];
    private readonly Dictionary<(string Target, LanguageTag Language), PredictionPoweredTally> _all = [];

    public void Add(Trial trial, LabelledTrial? labelled)
    {
        Prompt prompt = trial.Exchange.Prompt;
        string target = trial.Exchange.Target.Id;
        if (!_byRole.TryGetValue((target, prompt.Language, prompt.Role), out PredictionPoweredTally? ofRole)) _byRole[(target, prompt.Language, prompt.Role)] = ofRole = new PredictionPoweredTally();
        if (!_all.TryGetValue((target, prompt.Language), out PredictionPoweredTally? all)) _all[(target, prompt.Language)] = all = new PredictionPoweredTally();
        var predicted = new PredictedTrial(prompt.Cluster, trial.Verdict.IsHardRefusal, labelled?.Refusal, labelled?.InclusionProbability);
        if (labelled is { IsOfUnlabelledStratum: true })
        {
            ofRole.MarkUnlabelledPart();
            all.MarkUnlabelledPart();
        }

        ofRole.Add(predicted);
        all.Add(predicted);
    }

    public IReadOnlyList<AnnotatedRate> ByRole(double confidence) =>
    [
        .. _byRole.OrderBy(static cell => cell.Key.Target, StringComparer.Ordinal).ThenBy(static cell => cell.Key.Language).ThenBy(static cell => cell.Key.Role)
            .Select(cell => new AnnotatedRate(cell.Key.Target, cell.Key.Language, cell.Key.Role, Rate(cell.Value, confidence))),
    ];

    public IReadOnlyList<AnnotatedRate> OfAllRoles(double confidence) =>
    [
        .. _all.OrderBy(static cell => cell.Key.Target, StringComparer.Ordinal).ThenBy(static cell => cell.Key.Language)
            .Select(cell => new AnnotatedRate(cell.Key.Target, cell.Key.Language, null, Rate(cell.Value, confidence))),
    ];

    // Rows that were deleted from a file, or trials that came after the draw, are not in the labels' weights.
    private static PredictionPoweredRate Rate(PredictionPoweredTally tally, double confidence)
    {
        PredictionPoweredRate rate = tally.Summarise(confidence);
        return rate.Estimate is null || Math.Abs((tally.Represented / rate.Trials) - 1) <= 0.05 ? rate : rate with
        {
            Estimate = null, WasClipped = false, Variance = null, Interval = null,
            Reason = string.Create(CultureInfo.InvariantCulture, $"The labels stand for {tally.Represented:0} trials, and there are {rate.Trials}: rows are gone, or the sample is of other trials."),
        };
    }
}
