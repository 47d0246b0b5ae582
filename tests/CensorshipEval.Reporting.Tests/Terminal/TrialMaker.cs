using CensorshipEval.Analysis;

namespace CensorshipEval.Reporting.Tests.Terminal;

/// <summary>Trials that say what a test wants.</summary>
internal static class TrialMaker
{
    private static readonly ComponentId Detector = new("test", "1");

    public static Trial Make(
        Delivery delivery = Delivery.Delivered, Engagement? engagement = Engagement.Complete, string target = "model", string prompt = "p", int sample = 0, string? family = null,
        string language = "en", PromptRole? role = PromptRole.Sensitive, string? jurisdiction = null, string? topic = null, TokenUsage? usage = null) => new()
        {
            Exchange = new Exchange
            {
                Key = new TrialKey("run", target, prompt, sample),
                Target = new Target { Id = target, Model = target },
                Prompt = new Prompt
                {
                    Id = prompt, Text = "What happened?", Language = LanguageTag.Parse(language), Role = role, FamilyId = family ?? prompt, Topic = topic,
                    Jurisdiction = jurisdiction is null ? Jurisdiction.None : Jurisdiction.Parse(jurisdiction),
                },
                Text = "An answer.", Usage = usage,
            },
            Verdict = new Verdict { Detector = Detector, Delivery = delivery, Engagement = delivery is Delivery.Delivered ? engagement : null },
        };

    public static RunAnalysis Analyse(IEnumerable<Trial> trials)
    {
        var counts = new TrialCounts();
        foreach (Trial trial in trials) counts.Add(trial);
        return new RunAnalysis(counts);
    }
}
