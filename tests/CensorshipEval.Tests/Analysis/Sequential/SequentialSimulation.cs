using System.Globalization;
using System.Text;
using CensorshipEval.Analysis;
using MathNet.Numerics.Distributions;

namespace CensorshipEval.Tests.Analysis.Sequential;

/// <summary>Sequential tests over and over, looked at after every family.</summary>
internal static class SequentialSimulation
{
    /// <summary>How often a test ended how.</summary>
    public sealed record Tally(double Holds, double Fails, double MeanFamilies, double Within);

    /// <summary>Runs of a test over values that are drawn anew each time, to an outcome or the last value.</summary>
    /// <param name="options">The test.</param>
    /// <param name="runs">How often.</param>
    /// <param name="values">The values of a run.</param>
    /// <param name="right">What the outcome should be.</param>
    /// <param name="within">Families within which the right outcome is counted for <see cref="Tally.Within"/>.</param>
    public static Tally Run(SequentialRateTestOptions options, int runs, Func<Dice, IEnumerable<double>> values, SequentialOutcome right = SequentialOutcome.Holds, int within = 0)
    {
        int holds = 0, fails = 0, early = 0;
        long families = 0;
        for (int run = 0; run < runs; run++)
        {
            var test = new SequentialRateTest(options);
            foreach (double value in values(new Dice(run)))
            {
                if (test.Add(value) != SequentialOutcome.Undecided) break;
            }

            families += test.Families;
            if (test.Outcome == SequentialOutcome.Holds) holds++;
            if (test.Outcome == SequentialOutcome.Fails) fails++;
            if (test.Outcome == right && test.Families <= within) early++;
        }

        return new Tally((double)holds / runs, (double)fails / runs, (double)families / runs, (double)early / runs);
    }

    /// <summary>The table of the documentation: how many families it takes, beside a test of one fixed size with the same errors.</summary>
    public static string Table(int runs)
    {
        var table = new StringBuilder("| claim | true rate | fixed size | sequential, mean | shown by the fixed size | stake 0.8: mean | shown |\n|---|---|---|---|---|---|---|\n");
        foreach ((double limit, double truth) in ((double, double)[])[(.05, 0), (.05, .005), (.05, .01), (.05, .02), (.05, .15), (.05, .3), (.2, 0), (.2, .02), (.2, .05), (.2, .1), (.2, .4), (.2, .6)])
        {
            int size = FixedSize(limit, truth);
            SequentialOutcome right = truth < limit ? SequentialOutcome.Holds : SequentialOutcome.Fails;
            Tally bold = At(0.99), calm = At(0.8);
            table.Append(CultureInfo.InvariantCulture, $"| at most {100 * limit:0} % | {100 * truth:0.#} % | {size} | {bold.MeanFamilies:0} | {100 * bold.Within:0} % | {calm.MeanFamilies:0} | {100 * calm.Within:0} % |\n");

            Tally At(double stake) => Run(
                new SequentialRateTestOptions { Limit = limit, MaxFamilies = 2_000, GreatestStake = stake }, runs, random => Draws(SimulatedFamilies.Endless("all or nothing", truth, random)), right, size);
        }

        return table.ToString();
    }

    public static IEnumerable<double> Draws(Func<double> draw)
    {
        while (true) yield return draw();
    }

    // The smallest one-sided exact binomial test at 5 % that shows the truth 19 times of 20.
    private static int FixedSize(double limit, double truth)
    {
        for (int size = 1; ; size++)
        {
            if (truth < limit)
            {
                int most = -1;
                while (Binomial.CDF(limit, size, most + 1) <= 0.05) most++;
                if (most >= 0 && Binomial.CDF(truth, size, most) + 1e-12 >= 0.95) return size;
            }
            else
            {
                int least = 0;
                while (least <= size && 1 - Binomial.CDF(limit, size, least - 1) > 0.05) least++;
                if (least <= size && 1 - Binomial.CDF(truth, size, least - 1) + 1e-12 >= 0.95) return size;
            }
        }
    }
}
