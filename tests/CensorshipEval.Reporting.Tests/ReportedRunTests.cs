using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting.Tests;

public sealed class ReportedRunTests
{
    [Fact]
    public async Task A_run_is_read_from_its_store_with_its_analysis()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        run.IsComplete.ShouldBe(true);
        run.CreatedAt.ShouldBe(SimulatedRun.Begun);
        run.Analysis.Trials.ShouldBe(run.Plan.TrialCount);
        int read = 0;
        for (int pass = 0; pass < 2; pass++) await foreach (Trial _ in run.Trials(TestContext.Current.CancellationToken)) read++;
        read.ShouldBe((int)(2 * run.Plan.TrialCount));
        run.Analysis.Indices(GroupBy.Target).ShouldContain(static index => index.Index!.Difference.Value > 0.3);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_told_by_its_name()
    {
        await using var store = new InMemoryRunStore();
        (await Should.ThrowAsync<RunStoreException>(() => ReportedRun.ReadAsync(store, "gone", cancellationToken: TestContext.Current.CancellationToken))).Message.ShouldContain("'gone'");
    }
}
