using System.Text.RegularExpressions;
using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.TestKit.Stores;

public abstract partial class RunStoreTester
{
    [Fact]
    public async Task A_run_is_found_as_it_was_created()
    {
        await using IRunStore store = await OpenWithRunAsync();

        RunRecord found = (await store.FindRunAsync(Run.Id, Cancel)).ShouldNotBeNull();

        (found with { Targets = [], Prompts = [] }).ShouldBe(Run with { Targets = [], Prompts = [] });
        found.CreatedAt.Offset.ShouldBe(Run.CreatedAt.Offset);
        found.Targets.ShouldBe(Run.Targets);
        found.Prompts.ShouldBe(Run.Prompts);
    }

    [Fact]
    public async Task A_run_that_was_not_created_is_not_found_and_holds_nothing()
    {
        await using IRunStore store = await OpenAsync();

        (await store.FindRunAsync(Run.Id, Cancel)).ShouldBeNull();
        (await AllAsync(store.ListRunsAsync(Cancel))).ShouldBeEmpty();
        await ShouldHoldNothingAsync(store);
    }

    [Fact]
    public async Task A_second_run_of_the_same_id_is_refused_and_the_first_stays()
    {
        await using IRunStore store = await OpenWithRunAsync();

        RunStoreException refusal = await Should.ThrowAsync<RunStoreException>(
            async () => await store.CreateRunAsync(SampleRuns.Create(prompts: 1) with { PlanHash = "other" }, Cancel));

        refusal.Message.ShouldContain("'run'");
        RunRecord found = (await store.FindRunAsync(Run.Id, Cancel))!;
        found.PlanHash.ShouldBe(Run.PlanHash);
        found.Prompts.ShouldBe(Run.Prompts);
    }

    [Fact]
    public async Task A_run_with_two_targets_or_prompts_of_one_id_is_refused_whole()
    {
        await using IRunStore store = await OpenAsync();

        await RefuseAsync(Run with { Targets = [.. Run.Targets, Run.Targets[0] with { Model = "other" }] }, "'target-0'");
        await RefuseAsync(Run with { Prompts = [.. Run.Prompts, Run.Prompts[1]] }, "'prompt-1'");
        (await AllAsync(store.ListRunsAsync(Cancel))).ShouldBeEmpty();

        async Task RefuseAsync(RunRecord run, string named) =>
            (await Should.ThrowAsync<RunStoreException>(async () => await store.CreateRunAsync(run, Cancel))).Message.ShouldContain(named);
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_by_instant_with_the_number_of_their_exchanges()
    {
        var noon = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
        await using IRunStore store = await OpenAsync();
        RunRecord middle = SampleRuns.Create("middle", createdAt: noon);
        // Later by its clock, earlier in fact; and the other way round.
        await store.CreateRunAsync(middle, Cancel);
        await store.CreateRunAsync(SampleRuns.Create("oldest", createdAt: new DateTimeOffset(2026, 3, 4, 18, 0, 0, TimeSpan.FromHours(8))), Cancel);
        await store.CreateRunAsync(SampleRuns.Create("newest", createdAt: new DateTimeOffset(2026, 3, 4, 7, 0, 0, TimeSpan.FromHours(-8))), Cancel);
        await WriteAsync(store, SampleExchanges.Create(middle, sample: 0), SampleExchanges.Create(middle, sample: 1));

        List<RunSummary> runs = await AllAsync(store.ListRunsAsync(Cancel));

        runs.Select(run => (run.Id, run.Exchanges)).ShouldBe([("newest", 0L), ("middle", 2L), ("oldest", 0L)]);
        runs[1].CreatedAt.ShouldBe(noon);
    }

    [Theory]
    [InlineData("with space/and\\\\slash:*?\"<>|..")]
    [InlineData("'; DROP TABLE runs; --")]
    [MemberData(nameof(AwkwardTexts))]
    public async Task Any_text_is_a_run_id(string escaped)
    {
        string id = Regex.Unescape(escaped);
        await using IRunStore store = await OpenAsync();
        RunRecord run = SampleRuns.Create(id);
        await store.CreateRunAsync(run, Cancel);
        await using IAsyncDisposable lease = await store.LeaseRunAsync(id, Cancel);
        await WriteAsync(store, SampleExchanges.Create(run));

        (await AllAsync(store.ReadExchangesAsync(id, Cancel))).ShouldHaveSingleItem().Key.ShouldBe(SampleExchanges.Key(run));
    }

    [Fact]
    public async Task A_closed_store_does_nothing_more()
    {
        IRunStore store = await OpenWithRunAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await WriteAsync(store, SampleExchanges.Create(Run)));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.FindRunAsync(Run.Id, Cancel));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await AllAsync(store.ReadExchangesAsync(Run.Id, Cancel)));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.LeaseRunAsync(Run.Id, Cancel));
    }
}
