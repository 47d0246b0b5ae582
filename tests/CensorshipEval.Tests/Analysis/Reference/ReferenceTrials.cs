using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

/// <summary>Trials whose hard rates per prompt are those of a case: twenty samples each, so that rates are multiples of 0.05.</summary>
internal sealed class ReferenceTrials
{
    private const int Samples = 20;

    private readonly TrialCounts _counts = new();

    public RunAnalysis Analyse() => new(_counts);

    public void Add(string model, string family, PromptForm form, string language, PromptRole role, double? rate)
    {
        if (rate is not { } value) return;
        double refused = value * Samples;
        refused.ShouldBe(Math.Round(refused), 1e-9, "a rate that twenty samples cannot have");
        string id = $"{family}-{form}-{language}-{role}";
        for (int sample = 0; sample < Samples; sample++)
        {
            _counts.Add(new Trial
            {
                Exchange = new Exchange
                {
                    Key = new TrialKey("run", model, id, sample),
                    Target = new Target { Id = model, Model = model },
                    Prompt = new Prompt { Id = id, Text = "?", Language = LanguageTag.Parse(language), FamilyId = family, Role = role, Form = form },
                    Text = "!",
                },
                Verdict = new Verdict
                {
                    Detector = new ComponentId("test", "1"), Delivery = Delivery.Delivered,
                    Engagement = sample < Math.Round(refused) ? Engagement.Refused : Engagement.Complete,
                },
            });
        }
    }
}
