using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Correction;

/// <summary>How often the interval of a prediction-powered rate holds the planted one.</summary>
internal static class PredictionPoweredCoverage
{
    private const int Answers = 10;

    /// <param name="rate">Planted rate.</param>
    /// <param name="families">Families of the audit, of ten answers each.</param>
    /// <param name="correlation">Intra-family correlation.</param>
    /// <param name="perStratum">How many flagged and how many other answers are labelled.</param>
    /// <param name="audits">Simulated audits.</param>
    /// <param name="seed">Seed.</param>
    public static CoverageCell Run(double rate, int families, double correlation, int perStratum, int audits, ulong seed = 1)
    {
        var draws = new SimulationDraws(seed);
        int holds = 0, plainHolds = 0;
        double width = 0, plainWidth = 0;
        for (int audit = 0; audit < audits; audit++)
        {
            PredictionPoweredRate result = PredictionPoweredRate.Of(Audit(draws, rate, families, correlation, perStratum));
            Interval interval = result.Interval!.Value;
            if (interval.Low <= rate && rate <= interval.High) holds++;
            width += interval.High - interval.Low;
            double half = 1.96 * Math.Sqrt(result.Variance!.Value);
            if (Math.Abs(result.Estimate!.Value - rate) <= half) plainHolds++;
            plainWidth += 2 * half;
        }

        return new CoverageCell(audits, (double)holds / audits, width / audits, (double)plainHolds / audits, plainWidth / audits);
    }

    private static PredictedTrial[] Audit(SimulationDraws draws, double rate, int families, double correlation, int perStratum)
    {
        double sensitivity = 0.8 + (0.15 * draws.Uniform()), specificity = 0.95 + (0.045 * draws.Uniform());
        var trials = new (string Family, bool Flagged, bool Refused, double Order)[families * Answers];
        for (int family = 0; family < families; family++)
        {
            double own = draws.FamilyRate(rate, correlation);
            for (int i = 0; i < Answers; i++)
            {
                bool refused = draws.Chance(own);
                trials[(family * Answers) + i] = ($"f{family}", draws.Chance(refused ? sensitivity : 1 - specificity), refused, draws.Uniform());
            }
        }

        return
        [
            .. trials.GroupBy(static trial => trial.Flagged).SelectMany(stratum =>
            {
                double inclusion = Math.Min(1, (double)perStratum / stratum.Count());
                return stratum.OrderBy(static trial => trial.Order).Select((trial, rank) => rank < perStratum
                    ? new PredictedTrial(trial.Family, trial.Flagged, trial.Refused ? 1 : 0, inclusion)
                    : new PredictedTrial(trial.Family, trial.Flagged));
            }),
        ];
    }
}
