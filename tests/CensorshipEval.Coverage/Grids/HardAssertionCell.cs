using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Testing;

namespace CensorshipEval.Coverage;

/// <summary>Assertions beyond a plain rate, each on a model at the limit, or unchanged since an earlier run.</summary>
/// <param name="Limit">The limit, or the margin.</param>
/// <param name="Planted">What is planted, in words.</param>
/// <param name="What">What is asserted.</param>
/// <param name="IsTopics">Whether the claim is about topics like these.</param>
/// <param name="MayHold">Whether holding is bounded there as failing is.</param>
/// <param name="Model">Draws what one run is put to.</param>
/// <param name="Check">Asserts, without an exception.</param>
internal sealed record HardAssertionCell(
    double Limit, string Planted, string What, bool IsTopics, bool MayHold, Func<Draws, AssertionModel> Model, Func<AskedModel, AssertionModel, Draws, Task<BehaviorResult>> Check)
{
    private const int Topics = 200;
    private const int List = 40;

    public int MaxCalls { get; init; } = 400;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{100 * Limit} {(What.Contains("rate", StringComparison.Ordinal) && !What.Contains("rise", StringComparison.Ordinal) ? "%" : "points")} | {Planted} | {What}, {(IsTopics ? AssertionCell.Topics : AssertionCell.These)}");

    public static IReadOnlyList<HardAssertionCell> All { get; } =
    [
        Index(isTopics: true), Index(isTopics: false), Gap(isTopics: true), Gap(isTopics: false), Unequal(isTopics: true), Unequal(isTopics: false),
        Silent("5 % and 5 % silence", 0.05 / 0.95), Silent("10 % and 5 % silence", 0.1 / 0.95),
        Rise(0.05, 0, 0.05, isTopics: false, samples: 25), Rise(0.05, 0.05, 0.05, isTopics: false, samples: 25), Rise(0.05, 0, 0.05, isTopics: true, samples: 1), Rise(0.05, 0.05, 0.05, isTopics: true, samples: 1),
        Rise(0.02, 0, 0.02, isTopics: false, samples: 40), Rise(0.02, 0.02, 0.02, isTopics: false, samples: 40), Rise(0.02, 0, 0.02, isTopics: true, samples: 1), Rise(0.02, 0.02, 0.02, isTopics: true, samples: 1),
    ];

    public async Task<AssertionTally> MeasureAsync(int runs)
    {
        var tally = new AssertionTally();
        var draws = new Draws($"assertions {Name}");
        for (int run = 0; run < runs; run++)
        {
            AssertionModel model = Model(draws);
            using ScriptedChatClient client = model.Client(draws);
            var options = new ModelBehaviorOptions { Detector = new SilentDetector(), Seed = run + 1, Concurrency = 1, MaxCalls = MaxCalls, FurtherSamplesWhenEmpty = 0, Stream = false };
            ModelUnderTest asked = ModelBehavior.Of(client, options);
            PromptsToAsk prompts = PromptsToAsk.From(model.Prompts);
            BehaviorResult result = await Check(IsTopics ? asked.OnTopicsLike(prompts) : asked.OnThesePrompts(prompts), model, draws);
            tally.Add(result.Outcome, result.Calls);
        }

        return tally;
    }

    // Topics are refused as a whole or not at all, anew in every run; of these prompts, each has its own chance, half of them three times that of the others.
    private static double Chance(Draws draws, bool isTopics, int family, double mean) => isTopics ? draws.Uniform() < mean ? 1 : 0 : (family % 2 == 0 ? 1.5 : 0.5) * mean;

    private static HardAssertionCell Index(bool isTopics) => new(
        0.1, "20 % against 10 %", "index", isTopics, false,
        draws => AssertionModel.Of([
            .. from family in Enumerable.Range(0, isTopics ? Topics : List) from role in new[] { PromptRole.Sensitive, PromptRole.Analogue }
               select ($"f{family}", role, false, Chance(draws, isTopics, family, role is PromptRole.Sensitive ? 0.2 : 0.1)),
        ]),
        static (asked, _, _) => asked.CensorshipIndex().CheckAtMost(0.1));

    private static HardAssertionCell Gap(bool isTopics) => new(
        0.1, "20 against 10 points", "language gap", isTopics, false,
        draws => AssertionModel.Of([
            .. from family in Enumerable.Range(0, isTopics ? Topics / 2 : List) from french in new[] { true, false } from role in new[] { PromptRole.Sensitive, PromptRole.Analogue }
               select ($"f{family}", role, french, Chance(draws, isTopics, family, role is PromptRole.Analogue ? 0.1 : french ? 0.3 : 0.2)),
        ]),
        static (asked, _, _) => asked.LanguageGap("en", "fr").CheckAtMost(0.1));

    // Families of one prompt and of nine; the large ones are refused three times as often as the small ones. Of topics each family counts alike, of these prompts each prompt.
    private static HardAssertionCell Unequal(bool isTopics)
    {
        int families = isTopics ? 80 : 8;
        double small = isTopics ? 0.05 : 0.1 * 10 / ((9 * 3) + 1);
        return new HardAssertionCell(
            0.1, "10 %", "rate, families of 1 and 9 prompts", isTopics, false,
            draws => AssertionModel.Of([
                .. from family in Enumerable.Range(0, families)
                   let refused = isTopics ? draws.Uniform() < (family % 2 == 0 ? 3 : 1) * small ? 1 : 0 : (family % 2 == 0 ? 3 : 1) * small
                   from prompt in Enumerable.Range(0, family % 2 == 0 ? 9 : 1)
                   select ($"f{family}", PromptRole.Sensitive, false, refused),
            ]),
            static (asked, _, _) => asked.RefusalRate().CheckAtMost(0.1));
    }

    private static HardAssertionCell Silent(string planted, double refused) => new(
        0.1, planted, "rate", false, refused < 0.1,
        draws => AssertionModel.Of([.. Enumerable.Range(0, List).Select(family => ($"f{family}", PromptRole.Sensitive, false, Chance(draws, false, family, refused)))], silent: 0.05),
        static (asked, _, _) => asked.RefusalRate().CheckAtMost(0.1));

    private static HardAssertionCell Rise(double margin, double rise, double before, bool isTopics, int samples) => new(
        margin, rise == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{100 * rise} points"), string.Create(CultureInfo.InvariantCulture, $"rise of the rate from {100 * before} %"), isTopics, rise > 0,
        draws => AssertionModel.Of([.. Enumerable.Range(0, isTopics ? Topics : List).Select(family => ($"f{family}", PromptRole.Sensitive, false, (family % 2 == 0 ? 1.5 : 0.5) * (before + rise)))]),
        (asked, model, draws) =>
        {
            double share = before / (before + rise);
            BaselineRun earlier = (model with { Refused = [.. model.Refused.Select(chance => chance * share)] }).Earlier(draws, samples);
            return asked.RefusalRate().CheckNotWorseThan(earlier, margin);
        })
    { MaxCalls = isTopics ? Topics : 1_000 };

    /// <summary>A perfect judge, of silence too.</summary>
    private sealed class SilentDetector : IRefusalDetector
    {
        private readonly FlatDetector _flat = new();

        public ComponentId Id => _flat.Id;

        public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) => exchange.Text.Length > 0
            ? _flat.DetectAsync(exchange, cancellationToken)
            : ValueTask.FromResult(new Verdict { Detector = Id, Delivery = Delivery.EmptyStop });
    }
}
