using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Coverage;

/// <summary>Audits pooled over models: models and families are both samples, and the truth is the mean over all models and families that might have been drawn.</summary>
/// <param name="Sensitive">Planted rate of sensitive questions.</param>
/// <param name="Analogue">Planted rate of analogues.</param>
/// <param name="Models">Models.</param>
/// <param name="Families">Families.</param>
/// <param name="OfModels">Share of the spread that is the models', on the scale of a Gaussian copula; 0.3 is the families', the rest each pair's own.</param>
internal sealed record PooledCell(double Sensitive, double Analogue, int Models, int Families, double OfModels)
{
    private const double OfFamilies = 0.3;
    private const double Correlation = 0.5;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Sensitive} | {Analogue} | {Models} | {Families} | {OfModels}");

    /// <summary>Coverage of the pooled rate, of the pooled index, and false alarms of its p-value.</summary>
    public (Tally Rate, Tally Index, Share Rejected) Measure(int audits)
    {
        var draws = new Draws($"pooled {Name}");
        FamilyEffects[] effects = [FamilyEffects.Of(Sensitive, Correlation, EffectShape.Beta), FamilyEffects.Of(Analogue, Correlation, EffectShape.Beta)];
        var trials = new AuditTrials(Models, Families, 1, PromptRole.Sensitive, PromptRole.Analogue);
        var (rate, index, rejected) = (new Tally(), new Tally(), new Share());
        var onlySensitive = new TrialFilter { Roles = [PromptRole.Sensitive] };
        var options = new AnalysisOptions();
        double ofModel = Math.Sqrt(OfModels), ofFamily = Math.Sqrt(OfFamilies), own = Math.Sqrt(1 - OfModels - OfFamilies);
        var models = new double[Models, 2];
        for (int audit = 0; audit < audits; audit++)
        {
            var counts = new TrialCounts();
            for (int model = 0; model < Models; model++) (models[model, 0], models[model, 1]) = (draws.Normal(), draws.Normal());
            for (int family = 0; family < Families; family++)
            {
                for (int role = 0; role < 2; role++)
                {
                    double shared = draws.Normal();
                    for (int model = 0; model < Models; model++)
                    {
                        double here = effects[role].AtNormal((ofModel * models[model, role]) + (ofFamily * shared) + (own * draws.Normal()));
                        counts.Add(trials.Get(model, family, 0, role, draws.Uniform() < here));
                    }
                }
            }

            var analysis = new RunAnalysis(counts, options);
            rate.Add(analysis.Rate(onlySensitive)!.Interval, effects[0].Mean);
            Contrast found = analysis.Indices(GroupBy.None).Single().Index!;
            index.Add(found.Difference.Interval, effects[0].Mean - effects[1].Mean);
            rejected.Add(found.PValue <= 0.05);
        }

        return (rate, index, rejected);
    }
}
