namespace CensorshipEval.Detection;

/// <summary>
/// Fits a <see cref="Combination"/>: weighted logistic regression with a pull towards 0, by Newton's method, made as sharp as <see cref="Sharpening"/>
/// finds. Offsets of its own for each language made it no better calibrated on models left out, and raised false alarms where a language's answers came from one source.
/// </summary>
internal static class CombinationTrainer
{
    private const double Ridge = 3;
    private const int Steps = 30;

    public static Combination Fit(
        IReadOnlyList<TrainingRow> rows, Func<TrainingRow, double[]> signalsOf, Func<TrainingRow, double> weightOf, Func<TrainingRow, bool> isPositive, Func<LabelledAnswer, bool> calibratesOn)
    {
        const int n = AnswerSignals.Count;
        double[] weights = new double[n];
        TrainingRow[] counted = [.. rows.Where(row => weightOf(row) > 0)];
        for (int step = 0; step < Steps; step++)
        {
            double[] gradient = new double[n];
            double[,] hessian = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                gradient[i] = Ridge * weights[i];
                hessian[i, i] = Ridge;
            }

            foreach (TrainingRow row in counted)
            {
                double[] signals = signalsOf(row);
                double p = Combination.Logistic(Dot(weights, signals));
                double error = weightOf(row) * (p - (isPositive(row) ? 1 : 0));
                double curve = weightOf(row) * p * (1 - p);
                for (int i = 0; i < n; i++)
                {
                    if (signals[i] == 0) continue;
                    gradient[i] += error * signals[i];
                    for (int j = 0; j <= i; j++) hessian[i, j] += curve * signals[i] * signals[j];
                }
            }

            double[] move = Solve(hessian, gradient);
            double largest = 0;
            for (int i = 0; i < n; i++)
            {
                weights[i] -= Math.Clamp(move[i], -2, 2);
                largest = Math.Max(largest, Math.Abs(move[i]));
            }

            if (largest < 1e-6) break;
        }

        (double factor, double shift) = Sharpening.Choose(counted.Where(row => calibratesOn(row.Answer)).Select(row =>
            ($"{row.Answer.Source}\n{row.Language}", Dot(weights, signalsOf(row)), isPositive(row))));
        weights[AnswerSignals.Bias] += shift;
        return new Combination([.. weights.Select(weight => factor * weight)]);
    }

    private static double Dot(double[] weights, double[] signals)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++) sum += weights[i] * signals[i];
        return sum;
    }

    // Cholesky; the lower half of the matrix is all that is given.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k < j; k++) matrix[j, j] -= matrix[j, k] * matrix[j, k];
            matrix[j, j] = Math.Sqrt(matrix[j, j]);
            for (int i = j + 1; i < n; i++)
            {
                for (int k = 0; k < j; k++) matrix[i, j] -= matrix[i, k] * matrix[j, k];
                matrix[i, j] /= matrix[j, j];
            }
        }

        double[] result = [.. right];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++) result[i] -= matrix[i, k] * result[k];
            result[i] /= matrix[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++) result[i] -= matrix[k, i] * result[k];
            result[i] /= matrix[i, i];
        }

        return result;
    }
}
