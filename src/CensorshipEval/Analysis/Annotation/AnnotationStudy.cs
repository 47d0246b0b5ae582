namespace CensorshipEval.Analysis;

/// <summary>Joins what people have labelled with the trials that the sample was drawn from.</summary>
public static class AnnotationStudy
{
    /// <summary>
    /// Gives agreement among people, the detector against people, and rates corrected by the labels. The trials may have been judged again by another detector
    /// since the sample was drawn: the probabilities of the draw hold for any. Labels are weighted by drawn rows that have one: rows left empty or unclear
    /// are taken to be like the labelled ones of their stratum.
    /// </summary>
    /// <param name="trials">All trials that the sample was drawn from. They are read once; memory grows with families and labels, not with trials.</param>
    /// <param name="annotations">The rows of the files: <see cref="AnnotationFile.ReadAsync"/>.</param>
    /// <param name="confidence">Confidence level of the intervals, above 0 and below 1.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">Rows name trials that are not among these, or rows are of two draws; holds every error.</exception>
    public static async Task<AnnotationReport> EvaluateAsync(
        IAsyncEnumerable<Trial> trials, IReadOnlyList<TrialAnnotation> annotations, double confidence = 0.95, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(annotations);
        if (!(confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Expected a level between 0 and 1.");
        var labels = AnnotationLabels.Of(annotations);
        var cells = new AnnotationCells(labels.Draw, labels.UnlabelledCells);
        await foreach (Trial trial in trials.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            LabelledTrial? labelled = labels.Find(trial);
            cells.Count(trial);
            if (trial.Verdict.IsMissing) labelled?.MarkMissing();
            else cells.Add(trial, labelled);
        }

        labels.ThrowIfNotFound();
        return labels.Report(cells, confidence);
    }
}
