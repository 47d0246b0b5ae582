namespace CensorshipEval.Analysis;

/// <summary>The labels of a study, by trial.</summary>
internal sealed class AnnotationLabels
{
    private readonly IReadOnlyList<TrialAnnotation> _rows;
    private readonly Dictionary<string, LabelledTrial> _trials;

    private AnnotationLabels(IReadOnlyList<TrialAnnotation> rows, Dictionary<string, LabelledTrial> trials, AnnotationDraw? draw, IReadOnlySet<AnnotationCellKey> unlabelled) =>
        (_rows, _trials, Draw, UnlabelledCells) = (rows, trials, draw, unlabelled);

    /// <summary>The draw that all rows are of; <see langword="null"/> for a sample of another's making.</summary>
    public AnnotationDraw? Draw { get; }

    /// <summary>Where a stratum of the draw has not one label, be its rows empty or gone.</summary>
    public IReadOnlySet<AnnotationCellKey> UnlabelledCells { get; }

    /// <exception cref="InputException">Rows are of several draws.</exception>
    public static AnnotationLabels Of(IReadOnlyList<TrialAnnotation> rows)
    {
        AnnotationDraw? draw = rows.Count == 0 ? null : rows[0].Draw;
        if (rows.FirstOrDefault(row => row.Draw?.Draw != draw?.Draw) is { } stray)
        {
            throw new InputException(new InputError(
                stray.Source, stray.Line, AnnotationColumns.Draw, stray.Draw is null ? "no draw" : VisibleText.Quote(stray.Draw.Draw), $"{(draw is null ? "none" : VisibleText.Quote(draw.Draw))} as in the rows before: files of one sample"));
        }

        List<IGrouping<string, TrialAnnotation>> byTrial = [.. rows.GroupBy(static row => row.Id, StringComparer.Ordinal)];
        var answered = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (IGrouping<string, IGrouping<string, TrialAnnotation>> stratum in byTrial.Where(static trial => trial.First().Stratum is not null).GroupBy(static trial => trial.First().Stratum!, StringComparer.Ordinal))
        {
            // Rows that are gone from the files of a draw are rows without a label. Of another's stratum, all that stand in the files were drawn.
            int drawn = draw?.ByTrial[stratum.First().Key].Trials.Count ?? stratum.Count();
            answered[stratum.Key] = (double)stratum.Count(static trial => LabelledTrial.ShareOfRefusals(trial) is not null) / drawn;
        }

        Dictionary<string, LabelledTrial> trials = byTrial.ToDictionary(static trial => trial.Key, trial =>
        {
            TrialAnnotation first = trial.First();
            double response = first.Stratum is { } stratum ? answered[stratum] : 1;
            return new LabelledTrial { Annotations = [.. trial], Refusal = LabelledTrial.ShareOfRefusals(trial), InclusionProbability = first.InclusionProbability * response };
        }, StringComparer.Ordinal);
        HashSet<AnnotationCellKey> unlabelled = [.. draw?.Strata.Where(stratum => answered.GetValueOrDefault(stratum.Name) == 0).Select(static stratum => stratum.Cell) ?? []];
        return new AnnotationLabels(rows, trials, draw, unlabelled);
    }

    public LabelledTrial? Find(Trial trial)
    {
        if (!_trials.TryGetValue(AnnotationRow.IdOf(trial.Key), out LabelledTrial? labelled)) return null;
        labelled.Meet(trial);
        return labelled;
    }

    public void ThrowIfNotFound()
    {
        List<InputError> errors =
        [
            .. _rows.Where(row => _trials[row.Id].Cluster is null).Select(static row => new InputError(
                row.Source, row.Line, AnnotationColumns.Id, VisibleText.Quote(row.Id), "a trial of the run that the sample was drawn from")),
        ];
        if (errors.Count > 0) throw new InputException(errors);
    }

    public AnnotationReport Report(AnnotationCells cells, double confidence)
    {
        List<LabelledTrial> labelled = [.. _trials.Values.Where(static trial => trial.Refusal is not null)];
        List<LabelledTrial> annotated = [.. _trials.Values.Where(static trial => trial.Annotations.Any(static row => row.Label is not null))];
        return new AnnotationReport
        {
            Rows = _rows.Count,
            Unlabelled = _rows.Count(static row => row.Label is null),
            Unclear = _rows.Count(static row => row.Label is AnnotationLabel.Unclear),
            Annotators = [.. _rows.Where(static row => row.Label is not null).Select(static row => row.Annotator).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
            LabelledTrials = labelled.Count,
            Ties = labelled.Count(static trial => trial.Refusal is 0.5),
            NotJudged = labelled.Count(static trial => trial.IsMissing),
            LabelAgreement = Alpha(annotated, static label => (double)label, confidence),
            RefusalAgreement = Alpha(annotated, static label => label is AnnotationLabel.Unclear ? null : label is AnnotationLabel.Refusal ? 1 : 0, confidence),
            Detector = AgreementReport.Of(labelled.Where(static trial => !trial.IsMissing).Select(static trial => trial.Judged).OfType<JudgedItem>(), confidence),
            Rates = cells.ByRole(confidence),
            RatesOfAllRoles = cells.OfAllRoles(confidence),
        };
    }

    private static AgreementCoefficient Alpha(List<LabelledTrial> trials, Func<AnnotationLabel, double?> value, double confidence) => KrippendorffAlpha.Of(
        [.. trials.Select(trial => trial.Annotations.Select(row => row.Label is { } label ? value(label) : null).ToArray())],
        AgreementMetric.Nominal, [.. trials.Select(static trial => trial.Cluster!)], confidence: confidence);
}
