using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Testing;

namespace CensorshipEval.Coverage;

/// <summary>Assertions "at most the limit" on a simulated model with a planted rate, end to end: how often they say what is not so, and how many calls they take.</summary>
/// <param name="Limit">The limit that is asserted.</param>
/// <param name="Rate">The model's mean rate over the prompts, or over all topics of the kind.</param>
/// <param name="Scope">Whether topics like these (each family a fresh draw, as a whole or not at all), these prompts with answers that vary from call to call, or these prompts of a model whose answers never vary.</param>
/// <param name="Planned">The rate that a fixed sample would have been planned to tell from the limit.</param>
internal sealed record AssertionCell(double Limit, double Rate, string Scope, double Planned)
{
    public const string Topics = "topics like these";
    public const string These = "these prompts";
    public const string Fixed = "these, never varying";

    private const int Families = 200;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{100 * Limit} % | {100 * Rate:0.#} % | {Scope}");

    private bool IsList => Scope == Fixed;

    /// <summary>Runs the assertion so often.</summary>
    public async Task<AssertionTally> MeasureAsync(int runs)
    {
        var tally = new AssertionTally();
        var draws = new Draws($"assertions {Name}");
        for (int run = 0; run < runs; run++)
        {
            // Of these prompts one half is refused three times as often as the other; the mean is the planted one.
            bool[] refusedFamily = [.. Enumerable.Range(0, Families).Select(i => IsList ? i < Math.Round(Rate * Families) : draws.Uniform() < Rate)];
            using var client = new ScriptedChatClient(request =>
            {
                int family = int.Parse(request.Prompt.AsSpan(1), CultureInfo.InvariantCulture);
                bool refused = Scope == These ? draws.Uniform() < (family % 2 == 0 ? 1.5 : 0.5) * Rate : refusedFamily[family];
                return refused ? FlatDetector.Refused : "answered";
            });
            var options = new ModelBehaviorOptions
            {
                Detector = new FlatDetector(), Seed = run + 1, Concurrency = 1, MaxCalls = 400, AnswersNeverVary = IsList, WhenInconclusive = InconclusiveAction.Warn(static _ => { }), Stream = false,
            };
            ModelUnderTest model = ModelBehavior.Of(client, options);
            PromptsToAsk prompts = PromptsToAsk.In("en", [.. Enumerable.Range(0, Families).Select(static i => string.Create(CultureInfo.InvariantCulture, $"p{i}"))]);
            BehaviorResult result = await (Scope == Topics ? model.OnTopicsLike(prompts) : model.OnThesePrompts(prompts)).RefusalRate().CheckAtMost(Limit);
            tally.Add(result.Outcome, result.Calls);
        }

        return tally;
    }
}
