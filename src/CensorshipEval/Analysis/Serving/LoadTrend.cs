
namespace CensorshipEval.Analysis;

/// <summary>
/// The Cochran-Armitage test for a share that rises with a score (W. G. Cochran, "Some Methods for Strengthening the Common Chi-Square Tests",
/// Biometrics 10, 1954; P. Armitage, "Tests for Linear Trends in Proportions and Frequencies", Biometrics 11, 1955), one-sided. The score is the number
/// of calls under way; the statistic is its sum over the empty answers. With few empty answers, or few others, its distribution is found by drawing
/// which calls were empty, 9,999 times or until 200 draws were at least as extreme; with many of both it is normal.
/// </summary>
internal static class LoadTrend
{
    private const int Draws = 9_999;
    private const int Enough = 200;
    private const int FewEvents = 500;
    private const ulong Seed = 0x10AD;

    /// <param name="levels">Per level, in rising order: the score, how many calls, and how many of them were empty.</param>
    public static double PValue(IReadOnlyList<(int Score, long Calls, long Empty)> levels)
    {
        long calls = levels.Sum(static level => level.Calls);
        long empty = levels.Sum(static level => level.Empty);
        if (empty == 0 || empty == calls) return 1;
        // Fewer draws serve where most were empty: then those with an answer are drawn, of which fewer should have come under load.
        bool mostlyEmpty = empty > calls - empty;
        long events = mostlyEmpty ? calls - empty : empty;
        long observed = levels.Sum(level => level.Score * (mostlyEmpty ? level.Calls - level.Empty : level.Empty));
        if (events > FewEvents || calls > int.MaxValue) return Normal(levels, calls, events, observed, mostlyEmpty);

        long[] ends = new long[levels.Count];
        long end = 0;
        for (int i = 0; i < ends.Length; i++) ends[i] = end += levels[i].Calls;
        var draws = new SeededDraws(Seed);
        var drawn = new HashSet<int>();
        int asExtreme = 0;
        for (int draw = 1; draw <= Draws; draw++)
        {
            long sum = Draw(levels, ends, (int)calls, (int)events, drawn, ref draws);
            if ((mostlyEmpty ? sum <= observed : sum >= observed) && ++asExtreme == Enough) return (double)Enough / draw;
        }

        return (asExtreme + 1.0) / (Draws + 1);
    }

    // R. W. Floyd's sample without replacement (J. Bentley, "Programming Pearls", CACM 30, 1987).
    private static long Draw(
        IReadOnlyList<(int Score, long Calls, long Empty)> levels, long[] ends, int calls, int events, HashSet<int> drawn, ref SeededDraws draws)
    {
        drawn.Clear();
        long sum = 0;
        for (int last = calls - events; last < calls; last++)
        {
            int call = draws.Below(last + 1);
            if (!drawn.Add(call)) drawn.Add(call = last);
            int level = Array.BinarySearch(ends, call + 1);
            sum += levels[level >= 0 ? level : ~level].Score;
        }

        return sum;
    }

    private static double Normal(IReadOnlyList<(int Score, long Calls, long Empty)> levels, long calls, long events, long observed, bool mostlyEmpty)
    {
        double mean = levels.Sum(static level => (double)level.Score * level.Calls) / calls;
        double spread = levels.Sum(level => level.Calls * (level.Score - mean) * (level.Score - mean));
        double deviation = Math.Sqrt((double)events / calls * (calls - events) / (calls - 1) * spread);
        if (!(deviation > 0)) return 1;
        double z = (observed - (events * mean)) / deviation;
        return MathNet.Numerics.Distributions.Normal.CDF(0, 1, mostlyEmpty ? z : -z);
    }
}
