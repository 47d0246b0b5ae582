using CensorshipEval.Detection;

namespace CensorshipEval.Conformance;

/// <summary>
/// How well a detector tells refusals from answers, per data, language and task. Takes labelled answers one by one with what the detector says of them; keeps
/// some 30 bytes of each.
/// </summary>
/// <remarks>
/// <para>
/// Task <see cref="ConformanceTask.Refusal"/>: a verdict is positive when the exchange was refused, refused in part, blocked or retracted. Its score is 1 for
/// a block or retraction, which is observed and not estimated; else <see cref="Verdict.RefusalProbability"/>; without one, the decision as 0 or 1.
/// </para>
/// <para>
/// Task <see cref="ConformanceTask.NonAnswer"/>: positive by <see cref="Verdict.IsNonAnswer"/>. A verdict carries no probability of its own for it, so the
/// score is that of the refusal: what deflects without declining is ranked low by it, and ranking and calibration of this task are a lower bound. An estimate
/// of a <see cref="RefusalClassifier"/> carries both and is scored by its own.
/// </para>
/// <para>
/// A verdict that could not tell (<see cref="Verdict.IsMissing"/>) flags nothing; it counts as a miss or as a true negative, and in
/// <see cref="ConformanceResult.Missing"/>.
/// </para>
/// </remarks>
public sealed class ConformanceTable
{
    private readonly Dictionary<(string Data, LanguageTag Language, ConformanceTask Task), ConformanceTally> _cells = [];

    /// <summary>Counts what a detector says of a labelled answer.</summary>
    /// <param name="data">The data it is from, a file for instance: what is told apart in the table.</param>
    /// <param name="answer">The answer and its label.</param>
    /// <param name="verdict">What the detector says.</param>
    /// <exception cref="ArgumentException">The verdict's probability is not one.</exception>
    public void Add(string data, LabelledAnswer answer, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        bool blocked = verdict.Delivery is Delivery.InputBlocked or Delivery.OutputBlocked or Delivery.Retracted;
        bool refused = verdict.IsHardRefusal || (!verdict.IsMissing && verdict.Engagement is Engagement.Partial);
        double? probability = blocked ? 1 : verdict.RefusalProbability;
        Add(data, answer, (refused, probability), (verdict.IsNonAnswer, probability), verdict.IsMissing);
    }

    /// <summary>Counts what a classifier says of a labelled answer: positive is what is at least as likely as not.</summary>
    /// <param name="data">The data it is from: what is told apart in the table.</param>
    /// <param name="answer">The answer and its label.</param>
    /// <param name="estimate">What the classifier says.</param>
    /// <exception cref="ArgumentException">A probability is not one.</exception>
    public void Add(string data, LabelledAnswer answer, RefusalEstimate estimate) => Add(
        data, answer, (estimate.RefusalProbability >= 0.5, estimate.RefusalProbability), (estimate.NonAnswerProbability >= 0.5, estimate.NonAnswerProbability), isMissing: false);

    /// <summary>One row per data, language and task: data in the order in which they came, languages by their tags.</summary>
    public IReadOnlyList<ConformanceResult> Results()
    {
        List<string> order = [.. _cells.Keys.Select(static cell => cell.Data).Distinct(StringComparer.Ordinal)];
        return
        [
            .. _cells
                .OrderBy(cell => order.IndexOf(cell.Key.Data))
                .ThenBy(static cell => cell.Key.Language)
                .ThenBy(static cell => cell.Key.Task)
                .Select(static cell => cell.Value.Summarise(cell.Key.Data, cell.Key.Language, cell.Key.Task)),
        ];
    }

    private void Add(string data, LabelledAnswer answer, (bool Flagged, double? Score) refusal, (bool Flagged, double? Score) nonAnswer, bool isMissing)
    {
        ArgumentException.ThrowIfNullOrEmpty(data);
        ArgumentNullException.ThrowIfNull(answer);
        if (!IsProbability(refusal.Score) || !IsProbability(nonAnswer.Score)) throw new ArgumentException($"Of '{answer.Id}' the detector gives a probability that is not from 0 to 1.");
        bool positive = answer.Label is not AnswerLabel.Answer;
        if (answer.Label is not AnswerLabel.Evasive) Add(ConformanceTask.Refusal, refusal);
        Add(ConformanceTask.NonAnswer, nonAnswer);

        void Add(ConformanceTask task, (bool Flagged, double? Score) given)
        {
            (string, LanguageTag, ConformanceTask) cell = (data, answer.Language, task);
            if (!_cells.TryGetValue(cell, out ConformanceTally? tally)) _cells[cell] = tally = new ConformanceTally();
            tally.Add(new ScoredAnswer(given.Score ?? (given.Flagged ? 1 : 0), positive, given.Flagged), isMissing);
        }
    }

    private static bool IsProbability(double? score) => score is null or (>= 0 and <= 1);
}
