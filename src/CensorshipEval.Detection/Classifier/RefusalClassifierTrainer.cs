using System.Collections.Concurrent;

namespace CensorshipEval.Detection;

/// <summary>
/// Trains a <see cref="RefusalClassifier"/> from labelled answers: two linear models over hashed n-grams of opening and closing, and two small logistic
/// models that combine them with the phrases. The same rows and options give the same bytes. Keeps all rows in memory, some 5 KB for each.
/// </summary>
public sealed class RefusalClassifierTrainer
{
    private readonly TrainingOptions _options;
    private readonly PhraseMatcher _matcher = PhraseMatcher.BuiltIn;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RefusalClassifierTrainer(TrainingOptions? options = null)
    {
        _options = options ?? new TrainingOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Regularisation);
        ArgumentOutOfRangeException.ThrowIfNegative(_options.SizeExponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.SizeExponent, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Folds, 2);
    }

    /// <summary>Trains on all rows.</summary>
    /// <param name="answers">The labelled answers: at least two groups, and both answers and refusals.</param>
    /// <param name="version">Version of the result, such as <c>1.0.0</c>.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="ArgumentException">There is too little to learn from.</exception>
    public RefusalClassifier Train(IReadOnlyList<LabelledAnswer> answers, string version = "1.0.0", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        return new RefusalClassifier(Fit(Prepare(answers), version, cancellationToken), _matcher);
    }

    /// <summary>
    /// Trains once for each part of the groups, without it, and gives the probabilities for the rows left out: how well this does on models that it has
    /// not seen. Thresholds and combinations are fitted inside each part.
    /// </summary>
    /// <param name="answers">The labelled answers.</param>
    /// <param name="parts">Into how many parts the groups go; each is left out once. As many as there are groups leaves out one at a time.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    public IReadOnlyList<HeldOutAnswer> CrossValidate(IReadOnlyList<LabelledAnswer> answers, int parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 2);
        TrainingRow[] rows = Prepare(answers);
        Dictionary<string, int> partOf = Parts(rows, parts);
        var heldOut = new ConcurrentBag<(int Index, HeldOutAnswer Held)>();
        Parallel.For(0, parts, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Math.Min(2, Environment.ProcessorCount) }, part =>
        {
            TrainingRow[] train = [.. rows.Where(row => partOf[row.Group] != part).Select(static row => row.Copy())];
            if (train.Length == rows.Length) return;
            var classifier = new RefusalClassifier(Fit(train, "held-out", cancellationToken), _matcher);
            for (int i = 0; i < rows.Length; i++)
            {
                if (partOf[rows[i].Group] == part)
                    heldOut.Add((i, new HeldOutAnswer(rows[i].Answer, classifier, classifier.Classify(rows[i].Answer.Response))));
            }
        });
        return [.. heldOut.OrderBy(static held => held.Index).Select(static held => held.Held)];
    }

    private TrainingRow[] Prepare(IReadOnlyList<LabelledAnswer> answers)
    {
        Func<LabelledAnswer, string> groupOf = _options.GroupOf ?? (static answer => answer.Model.Split('+')[0]);
        var rows = new TrainingRow[answers.Count];
        Parallel.For(0, answers.Count, () => new AnswerReader(_matcher), (i, _, reader) =>
        {
            rows[i] = TrainingRow.Of(answers[i], groupOf(answers[i]), reader);
            return reader;
        }, static _ => { });
        if (!rows.Any(static row => row.Declines) || !rows.Any(static row => row.Answer.Label is AnswerLabel.Answer))
            throw new ArgumentException("There must be both answers and refusals to learn from.", nameof(answers));
        if (rows.Select(static row => row.Group).Distinct(StringComparer.Ordinal).Count() < 2)
            throw new ArgumentException("There must be answers of at least two models, of which one can be left out.", nameof(answers));
        return rows;
    }

    private ClassifierModel Fit(TrainingRow[] rows, string version, CancellationToken cancellationToken)
    {
        RowWeights.Assign(rows, _options);
        // What combines n-grams with phrases must have seen the n-grams as they are on models that they do not know.
        Dictionary<string, int> foldOf = Parts(rows, _options.Folds);
        for (int fold = 0; fold < _options.Folds; fold++)
        {
            TrainingRow[] rest = [.. rows.Where(row => foldOf[row.Group] != fold)];
            if (rest.Length == rows.Length || rest.Length == 0) continue;
            (NgramTrainer refusal, NgramTrainer nonAnswer) = FitNgrams(rest, cancellationToken);
            foreach (TrainingRow row in rows.Where(row => foldOf[row.Group] == fold)) row.Judge(refusal, nonAnswer);
        }

        (NgramTrainer refusalOfAll, NgramTrainer nonAnswerOfAll) = FitNgrams(rows, cancellationToken);
        Func<LabelledAnswer, bool> calibratesOn = _options.CalibratesOn ?? (static _ => true);
        TrainingRow[] combined = _options.CombinesOn is { } combinesOn ? [.. rows.Where(row => combinesOn(row.Answer))] : rows;
        return new ClassifierModel(
            version,
            NgramQuantiser.Quantise(refusalOfAll, nonAnswerOfAll),
            CombinationTrainer.Fit(combined, static row => row.RefusalSignals, static row => row.RefusalWeight, static row => row.Declines, calibratesOn),
            CombinationTrainer.Fit(combined, static row => row.NonAnswerSignals, static row => row.NonAnswerWeight, static row => row.IsNonAnswer, calibratesOn));
    }

    private (NgramTrainer Refusal, NgramTrainer NonAnswer) FitNgrams(TrainingRow[] rows, CancellationToken cancellationToken) =>
    (
        NgramTrainer.Fit(rows, static row => row.RefusalWeight, static row => row.Declines, _options, cancellationToken),
        NgramTrainer.Fit(rows, static row => row.NonAnswerWeight, static row => row.IsNonAnswer, _options, cancellationToken)
    );

    // The largest groups first, each to the part that has the fewest rows so far.
    private static Dictionary<string, int> Parts(IReadOnlyList<TrainingRow> rows, int parts)
    {
        int[] sizes = new int[parts];
        var partOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (IGrouping<string, TrainingRow> group in rows.GroupBy(static row => row.Group, StringComparer.Ordinal).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal))
        {
            int smallest = Array.IndexOf(sizes, sizes.Min());
            partOf[group.Key] = smallest;
            sizes[smallest] += group.Count();
        }

        return partOf;
    }
}
