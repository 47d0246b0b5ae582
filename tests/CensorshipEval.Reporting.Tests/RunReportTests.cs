using System.Text;
using CensorshipEval.Export;
using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting.Tests;

public sealed class RunReportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_is_a_folder_of_all_files_with_two_passes_for_the_page_and_one_for_both_files_of_trials()
    {
        using var folder = new TemporaryFolder();
        int passes = 0;
        ReportedRun run = MadeRun.Plain(new RunFindings { Gates = MadeRun.Gates() });
        ReportedRun counted = run with { Trials = token => { passes++; return run.Trials(token); } };
        List<ReportProgress> told = [];
        IReadOnlyList<string> files = await RunReport.WriteAsync(folder["new/report"], counted, progress: new Told(told), cancellationToken: Token);
        passes.ShouldBe(3);
        string[] names = [.. files.Select(file => Path.GetRelativePath(folder["new/report"], file).Replace('\\', '/'))];
        names.ShouldBeSubsetOf(Directory.EnumerateFiles(folder["new/report"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder["new/report"], file).Replace('\\', '/')).ToArray());
        Directory.EnumerateFiles(folder["new/report"], "*", SearchOption.AllDirectories).Count().ShouldBe(files.Count);
        names.ShouldContain("tables/comparisons.csv");
        names.ShouldContain("tables/comparisons.jsonl");
        foreach (string name in new[] { "report.html", "summary.md", "summary.json", "gates.junit.xml", "trials.jsonl", "trials.csv", "model-cards/closed-2_5.md", "model-cards/open.md", "tables/gates.csv" }) names.ShouldContain(name);
        (await File.ReadAllLinesAsync(folder["new/report/trials.jsonl"], Token)).Length.ShouldBe(192);
        (await File.ReadAllLinesAsync(folder["new/report/trials.csv"], Token)).Length.ShouldBe(193);
        told.ShouldContain(new ReportProgress("trials.jsonl", 192, 192));
        told.Select(static step => step.File).ShouldContain("summary.md");
    }

    [Fact]
    public async Task A_hostile_run_is_reported_and_every_file_is_whole_utf8_within_the_folder()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<string> files = await RunReport.WriteAsync(folder["r"], MadeRun.Foul(new RunFindings { Gates = MadeRun.Gates(hostile: true) }), cancellationToken: Token);
        foreach (string file in files)
        {
            Path.GetFullPath(file).ShouldStartWith(folder["r"]);
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(await File.ReadAllBytesAsync(file, Token)).ShouldNotBeEmpty();
        }

        Directory.GetFileSystemEntries(folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_from_a_store_is_reported_twice_to_the_same_bytes()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        using var folder = new TemporaryFolder();
        IReadOnlyList<string> first = await RunReport.WriteAsync(folder["a"], run, cancellationToken: Token);
        IReadOnlyList<string> second = await RunReport.WriteAsync(folder["b"], run, cancellationToken: Token);
        foreach ((string one, string other) in first.Zip(second)) (await File.ReadAllBytesAsync(one, Token)).ShouldBe(await File.ReadAllBytesAsync(other, Token), one);
    }

    [Fact]
    public async Task A_folder_that_is_a_file_or_lies_below_one_is_told()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["file"], "kept", Token);
        foreach (string path in new[] { folder["file"], folder[Path.Combine("file", "below")] })
            (await Should.ThrowAsync<InputException>(() => RunReport.WriteAsync(path, MadeRun.Plain(), cancellationToken: Token))).Message.ShouldContain("expected a folder that can be made and written to");
        (await File.ReadAllTextAsync(folder["file"], Token)).ShouldBe("kept");
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_told()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["trials.csv"]);
        (await Should.ThrowAsync<InputException>(() => RunReport.WriteAsync(folder.Path, MadeRun.Plain(), cancellationToken: Token))).Message.ShouldContain("expected a file, or nothing");
    }

    [Fact]
    public async Task What_is_cancelled_leaves_no_part_of_a_file()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        ReportedRun run = MadeRun.Plain();
        ReportedRun stopping = run with { Trials = Stopping };
        await Should.ThrowAsync<OperationCanceledException>(() => RunReport.WriteAsync(folder.Path, stopping, cancellationToken: stop.Token));
        Directory.EnumerateFiles(folder.Path, "*trials*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.EnumerateFiles(folder.Path, "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();

        async IAsyncEnumerable<Trial> Stopping([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (Trial trial in run.Trials(default))
            {
                yield return trial;
                await stop.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private sealed class Told(List<ReportProgress> told) : IProgress<ReportProgress>
    {
        public void Report(ReportProgress value) => told.Add(value);
    }
}
