namespace CensorshipEval.Analysis;

/// <summary>The means that were never refuted while values came in: a confidence sequence, to three decimals and outward.</summary>
internal static class SequentialInterval
{
    private const int Coarse = 50;
    private const int Fine = 20;

    public static Interval Of(IReadOnlyList<double> values, int? population, double threshold, double greatestStake)
    {
        double sum = values.Sum();
        double low = 0, high = 1;
        if (population is { } all)
        {
            low = sum / all;
            high = (sum + all - values.Count) / all;
            if (values.Count == all) return new Interval(low, low);
        }

        double least = Edge(mean => Refuted(SequentialBets.Above(mean, population), values, mirrored: true, threshold));
        double most = 1 - Edge(step => Refuted(SequentialBets.Below(1 - step, population, greatestStake), values, mirrored: false, threshold));
        return new Interval(Math.Max(low, least), Math.Min(high, most));
    }

    // The last of the means, from 0 on, up to which all are refuted. Bets differ from mean to mean, so one that is refuted beyond the first that is not counts for nothing.
    private static double Edge(Func<double, bool> refuted)
    {
        int coarse = 0;
        while (coarse + 1 < Coarse && refuted((coarse + 1) / (double)Coarse)) coarse++;
        int fine = coarse * Fine;
        while (fine + 1 < (coarse + 1) * Fine && refuted((fine + 1) / (double)(Coarse * Fine))) fine++;
        return fine / (double)(Coarse * Fine);
    }

    private static bool Refuted(BettingWealth wealth, IReadOnlyList<double> values, bool mirrored, double threshold)
    {
        for (int i = 0; i < values.Count; i++)
        {
            wealth.Add(mirrored ? 1 - values[i] : values[i]);
            if (wealth.Log >= threshold) return true;
        }

        return false;
    }
}
