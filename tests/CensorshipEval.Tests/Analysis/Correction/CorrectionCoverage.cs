using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Correction;

/// <summary>How often the interval of a corrected rate holds the planted one, in audits with a detector whose errors differ from source to source.</summary>
internal static class CorrectionCoverage
{
    public static readonly double[] Rates = [0, 0.02, 0.1, 0.5, 0.9];
    public static readonly int[] Families = [8, 20, 60];

    /// <param name="rate">Planted rate.</param>
    /// <param name="families">Families of the audit, of five answers each.</param>
    /// <param name="correlation">Intra-family correlation.</param>
    /// <param name="sources">Sources of the detector's errors, of 200 refusals and 400 answers each.</param>
    /// <param name="audits">Simulated audits.</param>
    /// <param name="seed">Seed.</param>
    public static CoverageCell Run(double rate, int families, double correlation, int sources, int audits, ulong seed = 1)
    {
        var draws = new SimulationDraws(seed);
        int numbers = 0, holds = 0, deltaHolds = 0;
        double width = 0, deltaWidth = 0;
        for (int audit = 0; audit < audits; audit++)
        {
            var accuracies = new DetectorAccuracy[sources];
            for (int i = 0; i < sources; i++)
            {
                accuracies[i] = new DetectorAccuracy
                {
                    Source = $"s{i}", Language = LanguageTag.Parse("en"), Positives = 200, Negatives = 400,
                    TruePositives = draws.Binomial(200, Sensitivity(draws)), TrueNegatives = draws.Binomial(400, Specificity(draws)),
                };
            }

            double sensitivity = Sensitivity(draws), specificity = Specificity(draws);
            (double observed, double variance) = Audit(draws, rate, families, correlation, sensitivity, specificity);
            CorrectedRate corrected = RoganGladen.Correct(observed, variance, families, accuracies);
            if (corrected.Interval is not { } interval) continue;
            numbers++;
            if (interval.Low <= rate && rate <= interval.High) holds++;
            width += interval.High - interval.Low;
            double half = 1.96 * Math.Sqrt(corrected.Variance!.Value);
            if (Math.Abs(corrected.Estimate!.Value - rate) <= half) deltaHolds++;
            deltaWidth += 2 * half;
        }

        return new CoverageCell(numbers, (double)holds / numbers, width / numbers, (double)deltaHolds / numbers, deltaWidth / numbers);
    }

    private static double Sensitivity(SimulationDraws draws) => 0.8 + (0.15 * draws.Uniform());

    private static double Specificity(SimulationDraws draws) => 0.95 + (0.045 * draws.Uniform());

    private static (double Rate, double Variance) Audit(SimulationDraws draws, double rate, int families, double correlation, double sensitivity, double specificity)
    {
        const int Answers = 5;
        var flagged = new int[families];
        for (int family = 0; family < families; family++)
        {
            double own = draws.FamilyRate(rate, correlation);
            for (int i = 0; i < Answers; i++) if (draws.Chance(draws.Chance(own) ? sensitivity : 1 - specificity)) flagged[family]++;
        }

        double n = families * Answers, observed = flagged.Sum() / n;
        return (observed, families / (families - 1.0) * flagged.Sum(count => Math.Pow(count - (Answers * observed), 2)) / (n * n));
    }
}

/// <param name="Numbers">Audits that got an interval.</param>
/// <param name="Coverage">Share of them whose interval holds the planted rate.</param>
/// <param name="Width">Mean width.</param>
/// <param name="DeltaCoverage">The same of estimate ± 1.96 standard errors of the delta method.</param>
/// <param name="DeltaWidth">Its mean width.</param>
internal sealed record CoverageCell(int Numbers, double Coverage, double Width, double DeltaCoverage, double DeltaWidth);
