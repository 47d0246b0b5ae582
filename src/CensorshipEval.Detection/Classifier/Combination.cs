namespace CensorshipEval.Detection;

/// <summary>A small logistic model over <see cref="AnswerSignals"/>, the same for every language.</summary>
internal sealed record Combination(IReadOnlyList<double> Weights)
{
    private readonly double[] _weights = [.. Weights];

    /// <summary>Probability for one answer.</summary>
    public double Probability(ReadOnlySpan<double> signals)
    {
        double logit = 0;
        for (int i = 0; i < signals.Length; i++) logit += _weights[i] * signals[i];
        return Logistic(logit);
    }

    public static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));
}
