using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Coverage;

/// <summary>Audits of one model in one role: how often the interval of the hard rate holds the planted rate.</summary>
internal sealed record RateCell(double Rate, int Families, double Correlation, int Samples, bool Equal)
{
    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Rate} | {Families} | {Correlation} | {Samples} | {(Equal ? "equal" : "unequal")}");

    /// <summary>Simulates audits and hands each analysis on, with the planted rate.</summary>
    public void Simulate(int audits, EffectShape shape, AnalysisOptions options, Action<RunAnalysis, double> look)
    {
        var draws = new Draws($"rates {Name} {shape}");
        var effects = FamilyEffects.Of(Rate, Correlation, shape);
        var trials = new AuditTrials(1, Families, Equal ? FamilySizes.Equal : FamilySizes.Most, PromptRole.Sensitive);
        for (int audit = 0; audit < audits; audit++)
        {
            var counts = new TrialCounts();
            for (int family = 0; family < Families; family++)
            {
                double rate = effects.At(draws.Uniform());
                int prompts = FamilySizes.Draw(Equal, draws);
                for (int prompt = 0; prompt < prompts; prompt++)
                {
                    for (int sample = 0; sample < Samples; sample++) counts.Add(trials.Get(0, family, prompt, 0, draws.Uniform() < rate));
                }
            }

            look(new RunAnalysis(counts, options), effects.Mean);
        }
    }

    /// <summary>Coverage of one method.</summary>
    public Tally Measure(int audits, EffectShape shape, IntervalMethod method, AnalysisOptions? options = null)
    {
        var tally = new Tally();
        Simulate(audits, shape, options ?? new AnalysisOptions(), (analysis, truth) => tally.Add(analysis.Rate(method: method)!.Interval, truth));
        return tally;
    }
}
