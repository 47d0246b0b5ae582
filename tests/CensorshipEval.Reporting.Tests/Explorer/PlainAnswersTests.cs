using CensorshipEval.Reporting.Tests.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Reporting.Tests.Explorer;

public sealed class PlainAnswersTests
{
    private const int RefusedInACell = 60;

    // A cell is a topic; how many plain answers each has, how many exchanges the page may hold, and the seed.
    private static readonly Arbitrary<(int[] Plain, int Most, int Seed)> Runs = Arb.From(
        from plain in Gen.Choose(0, 25).NonEmptyListOf().Select(static counts => counts.Take(6).ToArray())
        from most in Gen.Choose(0, (RefusedInACell - 10) * plain.Length)
        from seed in Gen.Choose(0, 10_000)
        select (plain, most, seed));

    [Fact]
    public void A_fifth_of_the_page_is_plain_answers_to_sensitive_questions_where_the_run_has_them() =>
        Prop.ForAll(Runs, static async run =>
        {
            ExchangeSample sample = await TakeAsync(run);
            sample.Exchanges.Count.ShouldBe(run.Most);
            sample.Exchanges.Count(IsPlain).ShouldBe(Math.Min(run.Plain.Sum(), run.Most / 5));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void They_are_spread_over_the_cells() =>
        Prop.ForAll(Runs, static async run =>
        {
            int[] held = await HeldAsync(run);
            // A cell has fewer than another by more than one only where it has no more.
            for (int cell = 0; cell < held.Length; cell++) held[cell].ShouldBeGreaterThanOrEqualTo(Math.Min(run.Plain[cell], held.Max() - 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Other_seeds_draw_others_and_none_prefers_the_first_asked()
    {
        var drawn = new HashSet<string>();
        for (int seed = 0; seed < 40; seed++)
        {
            ExchangeSample sample = await TakeAsync(([20], 20, seed));
            drawn.UnionWith(sample.Exchanges.Where(IsPlain).Select(static exchange => exchange.Key.PromptId));
        }

        // Four of twenty, forty times: one is left out by chance once in seven thousand.
        drawn.Count.ShouldBe(20);
    }

    [Fact]
    public void Mixed_runs_have_at_least_a_fifth_and_keep_a_place_for_every_cell() =>
        Prop.ForAll(Runs, Gen.Choose(1, 60).ToArbitrary(), static async (run, refused) =>
        {
            ExchangeSample sample = await TakeAsync(run, refused);
            if (sample.IsWhole) return;
            sample.Exchanges.Count(IsPlain).ShouldBeGreaterThanOrEqualTo(Math.Min(run.Plain.Sum(), run.Most / 5));
            // One of each cell, beside the two thirds and the fifth.
            if (run.Most - Math.Ceiling(run.Most * 2 / 3.0) - (run.Most / 5) >= sample.Cells.Count) sample.Cells.ShouldAllBe(static cell => cell.Taken > 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Where_bytes_are_short_they_have_their_share_of_what_is_taken()
    {
        ReportedRun run = Made(([50, 50, 50], 0, 1), text: new string('测', 800));
        ExchangeSample sample = await ExchangeSample.TakeAsync(run, new ReportOptions { MaximumExchangeBytes = 300_000 }, TestContext.Current.CancellationToken);
        sample.Exchanges.Count.ShouldBeInRange(100, 140);
        (sample.Exchanges.Count(IsPlain) / (double)sample.Exchanges.Count).ShouldBeInRange(0.19, 0.21);
    }

    [Fact]
    public async Task The_page_says_so_where_it_is_a_sample()
    {
        (await TakeAsync(([20], 20, 1))).Summary.ShouldContain("Plain answers were drawn by chance, for those who doubt the detector.");
        (await TakeAsync(([20], 20, 1))).Summary.ShouldContain("4 of 20 plain answers to sensitive questions");
        (await TakeAsync(([20], 10_000, 1))).Summary.ShouldNotContain("chance");
    }

    private static bool IsPlain(SampledExchange exchange) => exchange.Key.PromptId.StartsWith("plain", StringComparison.Ordinal);

    private static async Task<int[]> HeldAsync((int[] Plain, int Most, int Seed) run)
    {
        ExchangeSample sample = await TakeAsync(run);
        return [.. run.Plain.Select((_, cell) => sample.Exchanges.Count(exchange => exchange.Key.PromptId.StartsWith($"plain.{cell}.", StringComparison.Ordinal)))];
    }

    private static Task<ExchangeSample> TakeAsync((int[] Plain, int Most, int Seed) run, int refused = RefusedInACell) =>
        ExchangeSample.TakeAsync(Made(run, refused), new ReportOptions { MaximumExchanges = run.Most }, TestContext.Current.CancellationToken);

    // Each cell has refusals, plain answers, and as many plain answers to analogues, which are nobody's doubt.
    private static ReportedRun Made((int[] Plain, int Most, int Seed) run, int refused = RefusedInACell, string text = "An answer.")
    {
        IEnumerable<Trial> trials = run.Plain.SelectMany((plain, cell) => Enumerable.Range(0, refused)
            .Select(i => HandmadeRun.Trial(HandmadeRun.Prompt($"refused.{cell}.{i}", topic: $"topic{cell}"), text, engagement: Engagement.Refused, probability: 0.99))
            .Concat(Enumerable.Range(0, plain).SelectMany(i => (Trial[])
            [
                HandmadeRun.Trial(HandmadeRun.Prompt($"plain.{cell}.{i}", topic: $"topic{cell}", family: $"f{cell}.{i}"), text),
                HandmadeRun.Trial(HandmadeRun.Prompt($"analogue.{cell}.{i}", role: PromptRole.Analogue, topic: $"topic{cell}", family: $"f{cell}.{i}"), text),
            ])));
        return HandmadeRun.Of([.. trials], seed: run.Seed);
    }
}
