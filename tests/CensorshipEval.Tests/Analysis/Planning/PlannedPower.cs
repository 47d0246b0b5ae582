using CensorshipEval.Analysis;
using CensorshipEval.Tests.Analysis.Sequential;
using MathNet.Numerics.Distributions;

namespace CensorshipEval.Tests.Analysis.Planning;

/// <summary>Audits as a planner assumes them, and how often it is found by McNemar's statistic, of families' means instead of single pairs.</summary>
internal static class PlannedPower
{
    public static double Simulate(double gap, int families, int pairs, int samples, StudyAssumptions assumptions, int runs)
    {
        var dice = new Dice(1);
        double critical = StudentT.InvCDF(0, 1, families - 1, (1 + assumptions.Confidence) / 2);
        int found = 0;
        for (int run = 0; run < runs; run++)
        {
            double sum = 0, squares = 0;
            for (int family = 0; family < families; family++)
            {
                double mean = FamilyMean(gap, pairs, samples, assumptions, dice);
                sum += mean;
                squares += mean * mean;
            }

            if (Math.Abs(sum) > critical * Math.Sqrt(squares)) found++;
        }

        return (double)found / runs;
    }

    // Who takes another's draw with a chance of the root of a share correlates by that share with all who do.
    private static double FamilyMean(double gap, int pairs, int samples, StudyAssumptions assumptions, Dice dice)
    {
        double discordance = Math.Max(gap, assumptions.Discordance!.Value);
        double likeFamily = Math.Sqrt(assumptions.IntraFamilyCorrelation / (1 - assumptions.SamplingShare)), likePrompt = Math.Sqrt(1 - assumptions.SamplingShare);
        int family = Difference();
        double sum = 0;
        for (int pair = 0; pair < pairs; pair++)
        {
            int prompt = dice.Next() < likeFamily ? family : Difference();
            for (int sample = 0; sample < samples; sample++) sum += dice.Next() < likePrompt ? prompt : Difference();
        }

        return sum / (pairs * samples);

        int Difference()
        {
            double draw = dice.Next();
            return draw < (discordance + gap) / 2 ? 1 : draw < discordance ? -1 : 0;
        }
    }
}
