namespace CensorshipEval.Detection;

/// <summary>Puts two fitted models into one table of bytes.</summary>
internal static class NgramQuantiser
{
    // The few largest weights are cut to this quantile, so that all others keep their steps.
    private const double Kept = 0.9995;

    public static NgramWeights Quantise(NgramTrainer refusal, NgramTrainer nonAnswer)
    {
        double refusalScale = Scale(refusal.Weights), nonAnswerScale = Scale(nonAnswer.Weights);
        sbyte[] table = new sbyte[2 * NgramHasher.Buckets];
        for (int bucket = 0; bucket < NgramHasher.Buckets; bucket++)
        {
            table[2 * bucket] = Byte(refusal.Weights[bucket], refusalScale);
            table[(2 * bucket) + 1] = Byte(nonAnswer.Weights[bucket], nonAnswerScale);
        }

        return new NgramWeights(table, refusalScale, nonAnswerScale, refusal.Bias, nonAnswer.Bias);
    }

    private static sbyte Byte(float weight, double scale) => (sbyte)Math.Clamp(Math.Round(weight / scale), sbyte.MinValue, sbyte.MaxValue);

    private static double Scale(ReadOnlySpan<float> weights)
    {
        float[] sizes = weights.ToArray();
        for (int i = 0; i < sizes.Length; i++) sizes[i] = Math.Abs(sizes[i]);
        Array.Sort(sizes);
        return Math.Max(sizes[(int)(Kept * (sizes.Length - 1))], 1e-6) / sbyte.MaxValue;
    }
}
