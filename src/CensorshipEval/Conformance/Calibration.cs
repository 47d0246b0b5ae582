namespace CensorshipEval.Conformance;

/// <summary>How far scores are the probabilities that they claim to be.</summary>
internal static class Calibration
{
    private const int Bins = 10;

    /// <summary>
    /// Mean squared distance of score and truth (G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78, 1950;
    /// in the form for one class, 0 to 1). <see langword="null"/> without answers.
    /// </summary>
    public static double? Brier(IReadOnlyCollection<ScoredAnswer> answers) => answers.Count == 0
        ? null
        : answers.Average(static answer => Math.Pow(answer.Score - (answer.IsPositive ? 1 : 0), 2));

    /// <summary>
    /// Expected calibration error: in ten bins of equal width, the distance of mean score and share of positives, weighted by the answers in the bin
    /// (M. Pakdaman Naeini, G. Cooper and M. Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015).
    /// </summary>
    /// <param name="answers">The answers.</param>
    /// <param name="baseRate">
    /// Share of positives, 0 to 1, to which the answers are reweighted by class; <see langword="null"/> leaves them as they are. Scores stay as they are.
    /// </param>
    /// <returns>The error, 0 to 1; <see langword="null"/> without answers, or without both classes where they are reweighted.</returns>
    public static double? ExpectedError(IReadOnlyCollection<ScoredAnswer> answers, double? baseRate = null)
    {
        int positives = answers.Count(static answer => answer.IsPositive);
        int negatives = answers.Count - positives;
        if (answers.Count == 0 || (baseRate is not null && (positives == 0 || negatives == 0))) return null;
        double ofPositive = baseRate is { } rate ? rate / positives : 1.0 / answers.Count;
        double ofNegative = baseRate is { } given ? (1 - given) / negatives : 1.0 / answers.Count;

        // The weight of a bin cancels: what is left of it is the weighted sum of score less truth.
        Span<double> excess = stackalloc double[Bins];
        foreach (ScoredAnswer answer in answers)
        {
            int bin = Math.Min((int)(answer.Score * Bins), Bins - 1);
            excess[bin] += answer.IsPositive ? ofPositive * (answer.Score - 1) : ofNegative * answer.Score;
        }

        double error = 0;
        foreach (double bin in excess) error += Math.Abs(bin);
        return error;
    }
}
