namespace CensorshipEval.Analysis;

/// <summary>Variances of the difference of a pair, each prompt answered once: if there is no gap, and if there is.</summary>
/// <param name="Null">What a test compares a gap with.</param>
/// <param name="Actual">How much the gap itself varies.</param>
internal readonly record struct PairVariance(double Null, double Actual)
{
    /// <summary>An index: the discordance, and the discordance less the square of the gap (Miettinen 1968; Connor 1987).</summary>
    public static PairVariance OfIndex(double gap, StudyAssumptions assumptions)
    {
        double discordance = Discordance(gap, assumptions);
        return new PairVariance(discordance, Math.Max(0, discordance - (gap * gap)));
    }

    /// <summary>
    /// The index in one language less that in another, of the same families: the first has the gap, the second none. Taken as if the two had nothing in
    /// common, which is cautious: what a family has in common cancels here.
    /// </summary>
    public static PairVariance OfLanguageGap(double gap, StudyAssumptions assumptions)
    {
        PairVariance one = OfIndex(gap, assumptions), other = OfIndex(0, assumptions);
        return new PairVariance(one.Null + other.Null, one.Actual + other.Actual);
    }

    /// <summary>Of a mean over the pairs of one family, as a multiple of the variance of one pair at one sample.</summary>
    public static double OfFamilyMean(double pairs, int samples, StudyAssumptions assumptions)
    {
        double designEffect = assumptions.DesignEffect ?? 1 + ((pairs - 1) * assumptions.IntraFamilyCorrelation);
        return (designEffect - (assumptions.SamplingShare * (1 - (1.0 / samples)))) / pairs;
    }

    private static double Discordance(double gap, StudyAssumptions assumptions)
    {
        double rate = assumptions.AnalogueRate;
        return Math.Max(gap, assumptions.Discordance ?? gap + (2 * rate * Math.Max(0, 1 - rate - gap)));
    }
}
