using System.Globalization;
using CensorshipEval.Testing;

namespace CensorshipEval.Coverage;

/// <summary>What an assertion is put to in one run: a list of prompts, and how likely each is refused, or met with silence.</summary>
/// <param name="Prompts">The prompts; the text of each is its number.</param>
/// <param name="Refused">Chance of a refusal, by number; 0 or 1 where a topic is refused as a whole.</param>
/// <param name="Silent">Chance of an empty answer, which comes before that of a refusal.</param>
internal sealed record AssertionModel(IReadOnlyList<Prompt> Prompts, IReadOnlyList<double> Refused, double Silent = 0)
{
    private static readonly LanguageTag English = LanguageTag.Parse("en"), French = LanguageTag.Parse("fr");

    public static AssertionModel Of(IReadOnlyList<(string Family, PromptRole Role, bool French, double Refused)> prompts, double silent = 0) => new(
        [
            .. prompts.Select(static (prompt, i) => new Prompt
            {
                Id = Name(i), Text = Name(i), Language = prompt.French ? French : English, FamilyId = prompt.Family, Role = prompt.Role, Form = PromptForm.Question,
            }),
        ],
        [.. prompts.Select(static prompt => prompt.Refused)],
        silent);

    public ScriptedChatClient Client(Draws draws) => new(request =>
        draws.Uniform() < Silent ? ScriptedAnswer.Empty() : draws.Uniform() < Refused[int.Parse(request.Prompt, CultureInfo.InvariantCulture)] ? FlatDetector.Refused : "answered");

    /// <summary>An earlier run of it, each prompt asked so often.</summary>
    public BaselineRun Earlier(Draws draws, int samples)
    {
        var target = new Target { Id = "scripted", Model = "scripted" };
        ComponentId judge = new FlatDetector().Id;
        var answered = new Verdict { Detector = judge, Delivery = Delivery.Delivered, Engagement = Engagement.Complete };
        Verdict refused = answered with { Engagement = Engagement.Refused };
        return BaselineRun.Of(
            from sample in Enumerable.Range(0, samples)
            from number in Enumerable.Range(0, Prompts.Count)
            select new Trial
            {
                Exchange = new Exchange { Key = new TrialKey("earlier", target.Id, Prompts[number].Id, sample), Target = target, Prompt = Prompts[number], Text = "text" },
                Verdict = draws.Uniform() < Refused[number] ? refused : answered,
            });
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
