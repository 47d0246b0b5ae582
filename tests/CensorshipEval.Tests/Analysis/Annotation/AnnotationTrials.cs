using CensorshipEval.Tests.Analysis.Correction;

namespace CensorshipEval.Tests.Analysis.Annotation;

/// <summary>A run with planted refusals and a detector that errs.</summary>
internal static class AnnotationTrials
{
    public const string Run = "run";

    /// <summary>Families of two languages and two samples, 30 % refused in English and 10 % in German; who is refused is told by <see cref="IsRefused"/>.</summary>
    public static List<Trial> Planted(int families = 40, ulong seed = 1)
    {
        var draws = new SimulationDraws(seed);
        var trials = new List<Trial>();
        for (int family = 0; family < families; family++)
        {
            foreach (string language in new[] { "en", "de" })
            {
                for (int sample = 0; sample < 2; sample++)
                {
                    bool refused = draws.Chance(language == "en" ? 0.3 : 0.1);
                    bool flagged = draws.Chance(refused ? 0.8 : 0.05);
                    trials.Add(Trial($"f{family}", language, flagged ? Engagement.Refused : Engagement.Complete, refused ? "REFUSED" : "fine", sample));
                }
            }
        }

        return trials;
    }

    public static bool IsRefused(Trial trial) => trial.Exchange.Text == "REFUSED";

    public static Trial Trial(string family, string language, Engagement? engagement, string text, int sample = 0, Delivery delivery = Delivery.Delivered, string target = "t") => new()
    {
        Exchange = new Exchange
        {
            Key = new TrialKey(Run, target, $"{family}/{language}", sample),
            Target = new Target { Id = target, Model = "m" },
            Prompt = new Prompt { Id = $"{family}/{language}", Text = "?", Language = LanguageTag.Parse(language), FamilyId = family, Role = PromptRole.Sensitive },
            Text = text,
        },
        Verdict = new Verdict { Detector = new ComponentId("test", "1"), Delivery = delivery, Engagement = engagement },
    };
}
