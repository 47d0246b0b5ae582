namespace CensorshipEval.Detection;

/// <summary>A small logistic model over <see cref="AnswerSignals"/>, with an offset for each language that it was fitted in.</summary>
internal sealed record Combination(IReadOnlyList<double> Weights, IReadOnlyDictionary<string, double> Offsets)
{
    /// <summary>Probability for one answer.</summary>
    public double Probability(ReadOnlySpan<double> signals, string language)
    {
        double logit = Offsets.GetValueOrDefault(language);
        for (int i = 0; i < signals.Length; i++) logit += Weights[i] * signals[i];
        return Logistic(logit);
    }

    public static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));
}
