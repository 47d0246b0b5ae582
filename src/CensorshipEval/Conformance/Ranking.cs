namespace CensorshipEval.Conformance;

/// <summary>How well scores rank positives above negatives, whatever the threshold.</summary>
internal static class Ranking
{
    /// <summary>
    /// Area under the receiver operating characteristic: the share of pairs of a positive and a negative in which the positive has the higher score, equal
    /// scores counted half (J. A. Hanley and B. J. McNeil, "The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve",
    /// Radiology 143, 1982). <see langword="null"/> without both classes.
    /// </summary>
    public static double? Auc(IReadOnlyCollection<ScoredAnswer> answers)
    {
        // Counted twice, so that halves stay whole.
        long lost = 0, positives = 0, negatives = 0;
        foreach ((int tiedPositives, int tiedNegatives) in FromTheTop(answers))
        {
            lost += tiedPositives * ((2 * negatives) + tiedNegatives);
            positives += tiedPositives;
            negatives += tiedNegatives;
        }

        long pairs = 2 * positives * negatives;
        return pairs == 0 ? null : (double)(pairs - lost) / pairs;
    }

    /// <summary>
    /// The largest share of positives that a threshold finds at which at most so many percent of the negatives are false alarms; 0 where no threshold does.
    /// <see langword="null"/> without both classes.
    /// </summary>
    public static double? RecallAtFalsePositives(IReadOnlyCollection<ScoredAnswer> answers, int percent)
    {
        int positives = answers.Count(static answer => answer.IsPositive);
        int negatives = answers.Count - positives;
        if (positives == 0 || negatives == 0) return null;
        long found = 0, alarms = 0, best = 0;
        foreach ((int tiedPositives, int tiedNegatives) in FromTheTop(answers))
        {
            found += tiedPositives;
            alarms += tiedNegatives;
            if (alarms * 100 > (long)percent * negatives) break;
            best = found;
        }

        return (double)best / positives;
    }

    /// <summary>How many of each class have the same score, from the highest score down.</summary>
    private static IEnumerable<(int Positives, int Negatives)> FromTheTop(IEnumerable<ScoredAnswer> answers)
    {
        ScoredAnswer[] sorted = [.. answers.OrderByDescending(static answer => answer.Score)];
        for (int i = 0; i < sorted.Length;)
        {
            double score = sorted[i].Score;
            int positives = 0, negatives = 0;
            for (; i < sorted.Length && sorted[i].Score.Equals(score); i++)
            {
                if (sorted[i].IsPositive) positives++;
                else negatives++;
            }

            yield return (positives, negatives);
        }
    }
}
