namespace CensorshipEval.Detection;

/// <summary>
/// How much each row counts. What a source happens to hold (only refusals in one language, a hundred times more in another) is no knowledge about
/// answers to come: cells of source, language and label count by a power of their size, and both labels of a language alike.
/// </summary>
internal static class RowWeights
{
    private const double MostRaise = 4;

    // A source that marks no evasive answers counts them among its answers, unseen.
    private const double WithoutEvasive = 0.5;

    public static void Assign(IReadOnlyList<TrainingRow> rows, TrainingOptions options)
    {
        double exponent = options.SizeExponent, share = options.RefusalShare;
        HashSet<string> withEvasive = [.. rows.Where(static row => row.Answer.Label is AnswerLabel.Evasive).Select(static row => row.Answer.Source)];
        double[] refusal = Balanced(rows, exponent, share, static row => row.Answer.Label is not AnswerLabel.Evasive, static row => row.Declines);
        double[] nonAnswer = Balanced(rows, exponent, share, static _ => true, static row => row.IsNonAnswer);
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].RefusalWeight = refusal[i];
            rows[i].NonAnswerWeight = nonAnswer[i] * (withEvasive.Contains(rows[i].Answer.Source) ? 1 : WithoutEvasive);
        }
    }

    private static double[] Balanced(IReadOnlyList<TrainingRow> rows, double exponent, double share, Func<TrainingRow, bool> counts, Func<TrainingRow, bool> isPositive)
    {
        var cells = new Dictionary<(string Source, string Language, bool Positive), int>();
        foreach (TrainingRow row in rows.Where(counts))
        {
            (string, string, bool) cell = (row.Answer.Source, row.Language, isPositive(row));
            cells[cell] = cells.GetValueOrDefault(cell) + 1;
        }

        double OfRow(TrainingRow row)
        {
            int size = cells[(row.Answer.Source, row.Language, isPositive(row))];
            return Math.Pow(size, exponent) / size;
        }

        var sides = new Dictionary<(string Language, bool Positive), double>();
        foreach (TrainingRow row in rows.Where(counts))
        {
            (string, bool) side = (row.Language, isPositive(row));
            sides[side] = sides.GetValueOrDefault(side) + OfRow(row);
        }

        double[] weights = new double[rows.Count];
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            TrainingRow row = rows[i];
            if (!counts(row)) continue;
            double mine = sides[(row.Language, isPositive(row))];
            double other = sides.GetValueOrDefault((row.Language, !isPositive(row)));
            double part = isPositive(row) ? share : 1 - share;
            weights[i] = OfRow(row) * (other == 0 ? 2 * part : Math.Min(MostRaise, (mine + other) * part / mine));
            sum += weights[i];
            counted++;
        }

        const double mostOfMean = 10;
        for (int i = 0; i < weights.Length; i++) weights[i] = Math.Min(mostOfMean, weights[i] * counted / sum);
        return weights;
    }
}
