using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Coverage;

/// <summary>Audits of one model, sensitive questions against analogues in one or two languages.</summary>
/// <param name="Rates">Planted rates: sensitive, analogue; for a language gap the same two of the second language.</param>
/// <param name="Families">Families.</param>
/// <param name="Correlation">Of two trials of one family in one role.</param>
/// <param name="Samples">Samples of each prompt.</param>
/// <param name="Equal">Whether all families have four prompts.</param>
/// <param name="Together">Correlation of a family's effects in its roles and languages, on the scale of a Gaussian copula.</param>
internal sealed record IndexCell(IReadOnlyList<double> Rates, int Families, double Correlation, int Samples, bool Equal, double Together)
{
    private static readonly LanguageTag English = LanguageTag.Parse("en");

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{string.Join(" | ", Rates.Select(static rate => rate.ToString(CultureInfo.InvariantCulture)))} | {Families} | {Correlation} | {Samples} | {(Equal ? "equal" : "unequal")}");

    public bool IsOfLanguages => Rates.Count == 4;

    /// <summary>Coverage of the interval and how often the p-value is at most 0.05; p-values only where asked for, since they take most of the time.</summary>
    public (Tally Held, Share Rejected) Measure(int audits, bool withPValues)
    {
        var (held, rejected) = (new Tally(), new Share());
        Simulate(audits, (analysis, truth) =>
        {
            Contrast? contrast = Find(analysis, withPValues);
            held.Add(contrast?.Difference.Interval, truth);
            if (withPValues) rejected.Add(contrast?.PValue <= 0.05);
        });
        return (held, rejected);
    }

    private Contrast? Find(RunAnalysis analysis, bool withPValues) =>
        IsOfLanguages ? analysis.LanguageGaps(English).Single().Gap
        // Topics carry no p-value, and all trials are of one topic.
        : analysis.Indices(withPValues ? GroupBy.Target : GroupBy.Target | GroupBy.Topic).Single().Index;

    private void Simulate(int audits, Action<RunAnalysis, double> look)
    {
        var draws = new Draws($"indices {Name} {Together.ToString(CultureInfo.InvariantCulture)}");
        FamilyEffects[] effects = [.. Rates.Select(rate => FamilyEffects.Of(rate, Correlation, EffectShape.Beta))];
        double index = effects[0].Mean - effects[1].Mean;
        double truth = IsOfLanguages ? effects[2].Mean - effects[3].Mean - index : index;
        var trials = new AuditTrials(1, Families, IsOfLanguages ? 2 * AuditTrials.Forms : FamilySizes.Most, PromptRole.Sensitive, PromptRole.Analogue);
        var options = new AnalysisOptions();
        double common = Math.Sqrt(Together), own = Math.Sqrt(1 - Together);
        for (int audit = 0; audit < audits; audit++)
        {
            var counts = new TrialCounts();
            for (int family = 0; family < Families; family++)
            {
                double shared = draws.Normal();
                int prompts = FamilySizes.Draw(Equal, draws);
                for (int column = 0; column < Rates.Count; column++)
                {
                    double rate = effects[column].AtNormal((common * shared) + (own * draws.Normal()));
                    for (int prompt = 0; prompt < prompts; prompt++)
                    {
                        int number = prompt + (column / 2 * AuditTrials.Forms);
                        for (int sample = 0; sample < Samples; sample++) counts.Add(trials.Get(0, family, number, column % 2, draws.Uniform() < rate));
                    }
                }
            }

            look(new RunAnalysis(counts, options), truth);
        }
    }
}
