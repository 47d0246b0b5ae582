using System.Globalization;

namespace CensorshipEval.Analysis;

/// <summary>Sums per target and language, with and without roles.</summary>
/// <param name="draw">The draw; <see langword="null"/> for a sample of another's making.</param>
/// <param name="unlabelled">Where a stratum of the draw has not one label.</param>
internal sealed class AnnotationCells(AnnotationDraw? draw, IReadOnlySet<AnnotationCellKey> unlabelled)
{
    // With fewer labels to be expected of one kind, that there are none may be chance.
    private const double ExpectedLabels = 5;

    private readonly Dictionary<(string Target, LanguageTag Language, PromptRole? Role), PredictionPoweredTally> _byRole = [];
    private readonly Dictionary<(string Target, LanguageTag Language), PredictionPoweredTally> _all = [];
    private readonly Dictionary<AnnotationCellKey, long> _counted = [];
    private readonly Dictionary<AnnotationCellKey, long> _drawnFrom = draw?.Cells.DistinctBy(static cell => cell.Cell).ToDictionary(static cell => cell.Cell, static cell => cell.Trials) ?? [];

    /// <summary>Counts a trial, judged or not.</summary>
    public void Count(Trial trial)
    {
        var cell = AnnotationCellKey.Of(trial.Exchange);
        _counted[cell] = _counted.GetValueOrDefault(cell) + 1;
    }

    public void Add(Trial trial, LabelledTrial? labelled)
    {
        Prompt prompt = trial.Exchange.Prompt;
        string target = trial.Exchange.Target.Id;
        if (!_byRole.TryGetValue((target, prompt.Language, prompt.Role), out PredictionPoweredTally? ofRole)) _byRole[(target, prompt.Language, prompt.Role)] = ofRole = new PredictionPoweredTally();
        if (!_all.TryGetValue((target, prompt.Language), out PredictionPoweredTally? all)) _all[(target, prompt.Language)] = all = new PredictionPoweredTally();
        var predicted = new PredictedTrial(prompt.Cluster, trial.Verdict.IsHardRefusal, labelled?.Refusal, labelled?.InclusionProbability);
        if (labelled is { IsOfUnlabelledStratum: true } || unlabelled.Contains(AnnotationCellKey.Of(trial.Exchange)))
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
            .Select(cell => new AnnotatedRate(
                cell.Key.Target, cell.Key.Language, cell.Key.Role,
                Rate(cell.Value, key => key == new AnnotationCellKey(cell.Key.Target, cell.Key.Language.Value, cell.Key.Role), confidence))),
    ];

    public IReadOnlyList<AnnotatedRate> OfAllRoles(double confidence) =>
    [
        .. _all.OrderBy(static cell => cell.Key.Target, StringComparer.Ordinal).ThenBy(static cell => cell.Key.Language)
            .Select(cell => new AnnotatedRate(
                cell.Key.Target, cell.Key.Language, null,
                Rate(cell.Value, key => key.TargetId == cell.Key.Target && key.Language == cell.Key.Language.Value, confidence))),
    ];

    // Trials that came after the draw, or are gone since, are not in the labels' weights.
    private PredictionPoweredRate Rate(PredictionPoweredTally tally, Func<AnnotationCellKey, bool> isOfRate, double confidence)
    {
        PredictionPoweredRate rate = tally.Summarise(confidence);
        return rate.Estimate is not null && WhyNot(tally, rate, isOfRate) is { } reason ? rate with { Estimate = null, WasClipped = false, Variance = null, Interval = null, Reason = reason } : rate;
    }

    private string? WhyNot(PredictionPoweredTally tally, PredictionPoweredRate rate, Func<AnnotationCellKey, bool> isOfRate)
    {
        if (draw is not null && _counted.Keys.Union(_drawnFrom.Keys).Where(isOfRate).Any(cell => _counted.GetValueOrDefault(cell) != _drawnFrom.GetValueOrDefault(cell)))
        {
            long counted = _counted.Where(cell => isOfRate(cell.Key)).Sum(static cell => cell.Value), drawnFrom = _drawnFrom.Where(cell => isOfRate(cell.Key)).Sum(static cell => cell.Value);
            return string.Create(CultureInfo.InvariantCulture, $"The sample was drawn from {drawnFrom} trials, and there are {counted}: it is of other trials.");
        }

        // What a detector of today can judge, and that of the draw could not, or the other way round, is a small part or too much. Of a sample of another's making nothing else is known.
        if (Math.Abs((tally.Represented / rate.Trials) - 1) > 0.05)
            return string.Create(CultureInfo.InvariantCulture, $"The labels stand for {tally.Represented:0} trials, and there are {rate.Trials}: rows are gone, or the sample is of other trials.");
        if (draw is null && tally.HasPartWithoutLabels(ExpectedLabels))
            return "Of the trials that the detector counts, or of those that it does not, not one has a label: rows are gone.";
        return null;
    }
}
