namespace CensorshipEval.Detection;

/// <summary>Fits a linear model over hashed n-grams: logistic loss, AdaGrad (Duchi, Hazan and Singer, 2011), one row at a time in a seeded order.</summary>
internal sealed class NgramTrainer
{
    // Two pieces together count as much as the answer that they are from.
    private const double PieceWeight = 0.5;

    private readonly float[] _weights = new float[NgramHasher.Buckets];
    private double _bias;

    private NgramTrainer()
    {
    }

    public ReadOnlySpan<float> Weights => _weights;

    public double Bias => _bias;

    public static NgramTrainer Fit(
        IReadOnlyList<TrainingRow> rows, Func<TrainingRow, double> weightOf, Func<TrainingRow, bool> isPositive, TrainingOptions options, CancellationToken cancellationToken)
    {
        var trainer = new NgramTrainer();
        float[] squares = new float[NgramHasher.Buckets];
        double biasSquares = 0;
        TrainingRow[] order = [.. rows.Where(row => weightOf(row) > 0)];
        var random = new SeededOrder(options.Seed);
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            random.Shuffle<TrainingRow>(order);
            foreach (TrainingRow row in order)
            {
                foreach (int[] piece in row.Pieces) trainer.Learn(piece, weightOf(row) * PieceWeight, positive: false, options, squares, ref biasSquares);
                trainer.Learn(row.Ngrams, weightOf(row), isPositive(row), options, squares, ref biasSquares);
            }
        }

        return trainer;
    }

    private void Learn(int[] ngrams, double weight, bool positive, TrainingOptions options, float[] squares, ref double biasSquares)
    {
        double norm = NgramWeights.Norm(ngrams.Length);
        double error = (Combination.Logistic(Logit(ngrams)) - (positive ? 1 : 0)) * weight;
        float step = (float)(error * norm);
        foreach (int bucket in ngrams)
        {
            float gradient = step + (float)(options.Regularisation * _weights[bucket]);
            squares[bucket] += gradient * gradient;
            _weights[bucket] -= (float)options.LearningRate * gradient / (MathF.Sqrt(squares[bucket]) + 1e-6f);
        }

        biasSquares += error * error;
        _bias -= options.LearningRate * error / (Math.Sqrt(biasSquares) + 1e-6);
    }

    public double Logit(ReadOnlySpan<int> ngrams)
    {
        float sum = 0;
        foreach (int bucket in ngrams) sum += _weights[bucket];
        return _bias + (sum * NgramWeights.Norm(ngrams.Length));
    }
}
