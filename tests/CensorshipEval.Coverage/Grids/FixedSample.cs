namespace CensorshipEval.Coverage;

/// <summary>The sample of one fixed size that an ordinary exact test would take.</summary>
internal static class FixedSample
{
    private const double Error = 0.05;

    /// <summary>The least number of answers with which "at most the limit" is shown at 95 % in at least 80 of 100 runs, if the rate is the planned one.</summary>
    public static int Size(double limit, double planned)
    {
        for (int size = 1; size < 5_000; size++)
        {
            int most = -1;
            double below = 0, power = 0;
            for (int refused = 0; refused <= size; refused++)
            {
                below += Binomial(refused, size, limit);
                if (below > Error) break;
                most = refused;
                power += Binomial(refused, size, planned);
            }

            if (most >= 0 && power >= 0.8) return size;
        }

        return int.MaxValue;
    }

    private static double Binomial(int k, int n, double p) =>
        p <= 0 ? k == 0 ? 1 : 0 : Math.Exp(Choose(n, k) + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p)));

    private static double Choose(int n, int k)
    {
        double log = 0;
        for (int i = 1; i <= k; i++) log += Math.Log((double)(n - k + i) / i);
        return log;
    }
}
