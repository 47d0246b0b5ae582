using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Coverage;

/// <summary>Audits judged by a detector that errs, differently on every source: how often the corrected rate's interval holds the planted rate, and the raw rate's.</summary>
/// <param name="Rate">Planted rate of refusals.</param>
/// <param name="Families">Families.</param>
/// <param name="Correlation">Of two trials of one family.</param>
/// <param name="Equal">Whether all families have four prompts.</param>
/// <param name="Sources">Sources of 200 labelled refusals and 400 labelled answers each.</param>
internal sealed record CorrectedCell(double Rate, int Families, double Correlation, bool Equal, int Sources)
{
    private const int Refusals = 200;
    private const int Answers = 400;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Rate} | {Families} | {Correlation} | {(Equal ? "equal" : "unequal")} | {Sources}");

    /// <summary>
    /// Coverage of the corrected rate as the analysis gives it, the same from the variance between families, and the rate as the detector counts it; and how often the
    /// correction gave no number.
    /// </summary>
    public (Tally Corrected, Tally Clustered, Tally Raw, Share Without) Measure(int audits)
    {
        var (held, clustered, raw, without) = (new Tally(), new Tally(), new Tally(), new Share());
        var draws = new Draws($"corrected {Name}");
        var effects = FamilyEffects.Of(Rate, Correlation, EffectShape.Beta);
        var trials = new AuditTrials(1, Families, Equal ? FamilySizes.Equal : FamilySizes.Most, PromptRole.Sensitive);
        var clusters = new (double Flagged, double Count)[Families];
        for (int audit = 0; audit < audits; audit++)
        {
            DetectorAccuracy[] sources = [.. Enumerable.Range(0, Sources).Select(source => AccuracyOf(source, draws))];
            // The audit is one more source: its errors are as unlike the others' as theirs are to each other.
            double sensitivity = Sensitivity(draws), falseAlarms = 1 - Specificity(draws);
            var counts = new TrialCounts();
            for (int family = 0; family < Families; family++)
            {
                double rate = effects.At(draws.Uniform());
                int prompts = FamilySizes.Draw(Equal, draws), flags = 0;
                for (int prompt = 0; prompt < prompts; prompt++)
                {
                    bool flagged = draws.Uniform() < (draws.Uniform() < rate ? sensitivity : falseAlarms);
                    if (flagged) flags++;
                    counts.Add(trials.Get(0, family, prompt, 0, flagged));
                }

                clusters[family] = (flags, prompts);
            }

            var analysis = new RunAnalysis(counts);
            Estimate observed = analysis.Rate()!.Hard!;
            raw.Add(observed.Interval, effects.Mean);
            // As RunAnalysis.Corrected does it for each language; here the languages are but more prompts.
            AddTo(held, RoganGladen.Correct(observed.Value, observed.Value * (1 - observed.Value) / observed.EffectiveSize!.Value, Families, sources));
            CorrectedRate corrected = RoganGladen.Correct(observed.Value, Variance(clusters, observed.Value), Families, sources);
            AddTo(clustered, corrected);
            without.Add(corrected.Interval is null);
        }

        return (held, clustered, raw, without);

        void AddTo(Tally tally, CorrectedRate corrected)
        {
            if (corrected.Interval is { } interval) tally.Add(interval, effects.Mean);
        }
    }

    private static double Sensitivity(Draws draws) => 0.8 + (0.15 * draws.Uniform());

    private static double Specificity(Draws draws) => 0.95 + (0.045 * draws.Uniform());

    private static DetectorAccuracy AccuracyOf(int source, Draws draws)
    {
        double sensitivity = Sensitivity(draws), specificity = Specificity(draws);
        return new DetectorAccuracy
        {
            Source = $"source-{source}", Language = LanguageTag.Parse("en"), Positives = Refusals, Negatives = Answers,
            TruePositives = Enumerable.Range(0, Refusals).Count(_ => draws.Uniform() < sensitivity),
            TrueNegatives = Enumerable.Range(0, Answers).Count(_ => draws.Uniform() < specificity),
        };
    }

    // Of a ratio of totals, clustered by family (Cochran 1977, section 6.3).
    private static double Variance((double Flagged, double Count)[] clusters, double rate)
    {
        double count = clusters.Sum(static cluster => cluster.Count);
        return clusters.Sum(cluster => Math.Pow(cluster.Flagged - (rate * cluster.Count), 2)) * clusters.Length / (clusters.Length - 1) / (count * count);
    }
}
