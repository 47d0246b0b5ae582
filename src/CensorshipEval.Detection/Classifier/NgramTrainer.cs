namespace CensorshipEval.Detection;

/// <summary>Fits a linear model over hashed n-grams: logistic loss, AdaGrad (Duchi, Hazan and Singer, 2011), one row at a time in a seeded order.</summary>
internal sealed class NgramTrainer
{
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
                double norm = NgramWeights.Norm(row.Ngrams.Length);
                double error = (Combination.Logistic(trainer.Logit(row.Ngrams)) - (isPositive(row) ? 1 : 0)) * weightOf(row);
                float step = (float)(error * norm);
                foreach (int bucket in row.Ngrams)
                {
                    float gradient = step + (float)(options.Regularisation * trainer._weights[bucket]);
                    squares[bucket] += gradient * gradient;
                    trainer._weights[bucket] -= (float)options.LearningRate * gradient / (MathF.Sqrt(squares[bucket]) + 1e-6f);
                }

                biasSquares += error * error;
                trainer._bias -= options.LearningRate * error / (Math.Sqrt(biasSquares) + 1e-6);
            }
        }

        return trainer;
    }

    public double Logit(ReadOnlySpan<int> ngrams)
    {
        float sum = 0;
        foreach (int bucket in ngrams) sum += _weights[bucket];
        return _bias + (sum * NgramWeights.Norm(ngrams.Length));
    }
}
