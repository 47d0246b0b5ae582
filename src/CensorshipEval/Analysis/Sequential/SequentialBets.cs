namespace CensorshipEval.Analysis;

/// <summary>
/// The two gamblers of a test, one against each side, on values from 0 (the claim's best) to 1. What the bets rest on at first was chosen by simulation; no choice
/// could make the test err more often.
/// </summary>
internal static class SequentialBets
{
    private const double MostSurprise = 4;
    private const double StakeAgainst = 0.95;

    /// <summary>Bets against "the mean is at least m" as if values were 0: nearly all, until a value tells otherwise; then as if two families more than 1/m had been clean.</summary>
    public static BettingWealth Below(double mean, int? population, double greatestStake) =>
        new(mean, population, zeros: 2 / Math.Max(mean, 1e-9), ones: 0, greatestStake);

    /// <summary>Bets against "the mean is at most m" as if four values had been seen with a mean of the root of m: above it, and more so near 0. Takes 1 - value.</summary>
    public static BettingWealth Above(double mean, int? population)
    {
        double guess = Math.Sqrt(Math.Clamp(mean, 0, 1));
        return new BettingWealth(1 - mean, population, zeros: MostSurprise * guess, ones: MostSurprise * (1 - guess), StakeAgainst);
    }
}
