using System.Text;
using System.Text.Json;
using CensorshipEval.Export;
using CensorshipEval.Reporting.Tests.Golden;
using CensorshipEval.Reporting.Tests.Runs;

namespace CensorshipEval.Reporting.Tests.Trials;

public sealed class TrialFilesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hostile_trials_as_csv_are_the_approved_ones()
    {
        using var folder = new TemporaryFolder();
        await TrialCsv.WriteAsync(folder["t.csv"], MadeRun.Foul(), cancellationToken: Token);
        GoldenFile.ShouldBe("trials.csv", await File.ReadAllBytesAsync(folder["t.csv"], Token));
    }

    [Fact]
    public async Task Hostile_trials_as_json_lines_are_the_approved_ones()
    {
        using var folder = new TemporaryFolder();
        await RunExport.WriteTrialsAsync(folder["t.jsonl"], MadeRun.Foul().Trials(Token), cancellationToken: Token);
        GoldenFile.ShouldBe("trials.jsonl", await File.ReadAllBytesAsync(folder["t.jsonl"], Token));
    }

    [Fact]
    public async Task Half_a_pair_is_written_out_and_told_and_every_reader_takes_the_line()
    {
        using var folder = new TemporaryFolder();
        await RunExport.WriteTrialsAsync(folder["t.jsonl"], MadeRun.Foul().Trials(Token), cancellationToken: Token);
        using var line = JsonDocument.Parse((await File.ReadAllLinesAsync(folder["t.jsonl"], Token))[0]);
        JsonElement root = line.RootElement;
        root.GetProperty("response").GetString()!.ShouldContain("\\uD800");
        root.GetProperty("prompt").GetString().ShouldBe(MadeRun.Hostile.Replace("\uD800", "\\uD800", StringComparison.Ordinal));
        root.GetProperty("metadata").GetProperty("n").GetProperty("half").GetString().ShouldBe("x\\ud800y");
        root.GetProperty("metadata").GetProperty("n").GetProperty("pair").GetString().ShouldBe("\U0001F600");
        root.GetProperty("metadata").GetProperty("n").GetProperty("slash").GetString().ShouldBe("\\ud800");
        string[] halves = [.. root.GetProperty("halves").EnumerateArray().Select(static field => field.GetString()!)];
        halves.ShouldBe(["id", "run", "target", "model", "topic", "prompt", "response", "reasoning", "finishReason", "error.message", "metadata.n"], ignoreOrder: true);
        root.ToString().ShouldNotContain("\uFFFD");
    }

    [Fact]
    public async Task A_line_without_half_a_pair_says_nothing_of_any()
    {
        using var folder = new TemporaryFolder();
        await RunExport.WriteTrialsAsync(folder["t.jsonl"], MadeRun.Plain().Trials(Token), cancellationToken: Token);
        (await File.ReadAllTextAsync(folder["t.jsonl"], Token)).ShouldNotContain("halves");
    }

    [Fact]
    public async Task A_text_longer_than_a_cell_is_cut_and_says_so()
    {
        ReportedRun run = MadeRun.Plain();
        Trial trial = await run.Trials(Token).FirstAsync(Token);
        using var folder = new TemporaryFolder();
        run = run with { Trials = _ => new[] { trial with { Exchange = trial.Exchange with { Text = new string('字', 1_000_000) } } }.ToAsyncEnumerable() };
        await TrialCsv.WriteAsync(folder["t.csv"], run, cancellationToken: Token);
        string csv = await File.ReadAllTextAsync(folder["t.csv"], Token);
        csv.ShouldContain("[cut: 1,000,000 characters in all]");
        csv.Length.ShouldBeLessThan(35_000);
    }

    [Fact]
    public async Task What_stops_in_the_middle_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        ReportedRun run = MadeRun.Plain() with { Trials = static _ => Broken() };
        await Should.ThrowAsync<RunStoreException>(() => TrialCsv.WriteAsync(folder["t.csv"], run, cancellationToken: Token));
        Directory.GetFiles(folder.Path).ShouldBeEmpty();

        static async IAsyncEnumerable<Trial> Broken()
        {
            await foreach (Trial trial in MadeRun.Plain().Trials(default))
            {
                yield return trial;
                throw new RunStoreException("gone");
            }
        }
    }
}
