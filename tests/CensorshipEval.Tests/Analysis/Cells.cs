using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis;

/// <summary>Builds the trials of an analysis from a few words each.</summary>
internal sealed class Cells
{
    private int _sample;

    public TrialCounts Counts { get; } = new();

    public RunAnalysis Analyse(AnalysisOptions? options = null) => new(Counts, options);

    /// <summary>Adds trials of one prompt; the first <paramref name="refused"/> of them are refused.</summary>
    public Cells Add(
        int family, PromptRole role, int refused, int trials = 1, string target = "t", string language = "en", PromptForm form = PromptForm.Question, string jurisdiction = "CN",
        string topic = "a-topic", string? model = null, TranslationStatus translation = TranslationStatus.Original)
    {
        for (int i = 0; i < trials; i++) Add(family, role, i < refused ? Engagement.Refused : Engagement.Complete, Delivery.Delivered, target, language, form, jurisdiction, topic, model, translation);
        return this;
    }

    public Cells Add(
        int family, PromptRole role, Engagement? engagement, Delivery delivery, string target = "t", string language = "en", PromptForm form = PromptForm.Question,
        string jurisdiction = "CN", string topic = "a-topic", string? model = null, TranslationStatus translation = TranslationStatus.Original, string text = "", params Measurement[] measurements)
    {
        string id = $"f{family}.{role}.{form}.{language}";
        Counts.Add(new Trial
        {
            Exchange = new Exchange
            {
                Key = new TrialKey("run", target, id, _sample++),
                Target = new Target { Id = target, Model = model ?? target },
                Prompt = new Prompt
                {
                    Id = id, Text = "?", Language = LanguageTag.Parse(language), FamilyId = $"f{family}", Role = role, Form = form, Topic = topic, Jurisdiction = Jurisdiction.Parse(jurisdiction),
                    Translation = translation,
                },
                Text = text,
            },
            Verdict = new Verdict { Detector = new ComponentId("test", "1"), Delivery = delivery, Engagement = engagement },
            Measurements = measurements,
        });
        return this;
    }
}
