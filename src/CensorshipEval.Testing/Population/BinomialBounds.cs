namespace CensorshipEval.Testing;

/// <summary>
/// Exact bounds on a mean chance by counting (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934). They hold for chances that differ from answer to answer, too: a count of such
/// strays no further than one of equal chances (W. Hoeffding, Annals of Mathematical Statistics 27, 1956).
/// </summary>
internal static class BinomialBounds
{
    private const int Halvings = 50;

    /// <summary>The chance that is below the true one except with this probability of error.</summary>
    public static double Lower(int count, int of, double error)
    {
        if (count <= 0) return 0;
        double low = 0, high = (double)count / of;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (AtLeast(count, of, middle) < error) low = middle;
            else high = middle;
        }

        return low;
    }

    /// <summary>The chance that is above the true one except with this probability of error.</summary>
    public static double Upper(int count, int of, double error) => 1 - Lower(of - count, of, error);

    // The probability of so many or more; the chance is below their share, so that terms fall from the first on.
    private static double AtLeast(int count, int of, double chance)
    {
        if (chance <= 0) return 0;
        double log = (count * Math.Log(chance)) + ((of - count) * Math.Log(1 - chance));
        for (int i = 1; i <= count; i++) log += Math.Log((double)(of - count + i) / i);
        double term = 1, sum = 1;
        for (int i = count; i < of && term > sum * 1e-16; i++)
        {
            term *= chance / (1 - chance) * (of - i) / (i + 1);
            sum += term;
        }

        return Math.Exp(log) * sum;
    }
}
