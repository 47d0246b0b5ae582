using CensorshipEval.Analysis;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting.Tests;

public sealed class EarlierRunTests
{
    [Fact]
    public async Task An_earlier_run_is_judged_by_todays_judges_and_analysed_alike()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        EarlierRun earlier = await EarlierRun.ReadAsync(
            store, run.RunId, new DefaultRefusalDetector(), ContentMeasures.All(), new AnalysisOptions { Corpus = PromptCorpus.BuiltIn, ReferencePanel = ["a target of another run"] }, TestContext.Current.CancellationToken);
        earlier.CreatedAt.ShouldBe(SimulatedRun.Begun);
        earlier.Analysis.Indices().Select(static index => index.Index!.Difference.Value).ShouldBe(run.Analysis.Indices().Select(static index => index.Index!.Difference.Value));
    }

    [Fact]
    public async Task Runs_that_are_not_earlier_or_stand_twice_are_refused()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        EarlierRun one = new("one", SimulatedRun.Begun.AddDays(-2), run.Analysis), two = new("two", SimulatedRun.Begun.AddDays(-1), run.Analysis);
        RunFigures.Of(run with { Earlier = [one, two] }).Changes.ShouldNotBeEmpty();
        Refused([two, one]).ShouldContain("oldest first");
        Refused([one, one]).ShouldContain("twice");
        Refused([one with { RunId = run.RunId }]).ShouldContain("twice");
        Refused([one with { CreatedAt = SimulatedRun.Begun.AddDays(1) }]).ShouldContain("begun later");

        string Refused(EarlierRun[] earlier) => Should.Throw<InputException>(() => RunFigures.Of(run with { Earlier = earlier })).Message;
    }
}
