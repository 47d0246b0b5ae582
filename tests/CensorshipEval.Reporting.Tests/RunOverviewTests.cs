using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Overview;
using CensorshipEval.Reporting.Tables;
using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting.Tests;

public sealed class RunOverviewTests
{
    [Fact]
    public async Task The_first_screen_tells_the_open_model_from_the_censoring_one_in_words()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        var overview = RunOverview.Of(RunFigures.Of(run), new ReportOptions());
        TargetHeadline censoring = overview.Targets.Single(static target => target.Target.Id.Contains("censor", StringComparison.Ordinal)), open = overview.Targets.Single(target => target != censoring);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", [overview.Title, overview.Asked, .. overview.Targets.Select(static target => target.Sentence), .. overview.Notable, .. overview.Certainty, .. overview.Unknown]));
        censoring.Sentence.ShouldContain("withheld more often than their matched analogues");
        open.Sentence.ShouldContain("No difference was shown");
        overview.Notable.ShouldContain(static line => line.Contains("censorship index", StringComparison.Ordinal) && line.Contains("adjusted", StringComparison.Ordinal));
        overview.Unknown.ShouldContain(static line => line.Contains("machine translation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tables_have_names_of_their_own_and_a_value_in_every_column()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        IReadOnlyList<ReportTable> tables = ReportTables.Of(RunFigures.Of(run));
        tables.Select(static table => table.Name).ShouldBeUnique();
        tables.ShouldAllBe(static table => table.Rows.Count > 0 && table.Rows.All(row => row.Length == table.Columns.Count));
        tables.ShouldAllBe(static table => table.Columns.Select(static column => column.Name).Distinct().Count() == table.Columns.Count);
        foreach (ReportTable table in tables) foreach (object?[] row in table.Rows) for (int column = 0; column < row.Length; column++) table.Columns[column].Show(row[column]).ShouldNotContain("NaN");
    }
}
