using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
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
    public async Task The_index_lists_every_file_with_its_hash_and_the_run()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<string> files = await RunReport.WriteAsync(folder["r"], MadeRun.Foul(new RunFindings { Gates = MadeRun.Gates(hostile: true) }), cancellationToken: Token);
        files[^1].ShouldBe(folder[Path.Combine("r", "report.json")]);
        JsonObject index = await IndexAsync(folder["r"]);
        ((bool)index["isWhole"]!).ShouldBeTrue();
        ((string)index["library"]!).ShouldStartWith("CensorshipEval ");
        ((string)index["run"]!).ShouldBe(MadeRun.Foul().RunId.Replace('\uD800', '\uFFFD'), "half a pair is no JSON");
        JsonObject[] listed = [.. index["files"]!.AsArray().Select(static file => file!.AsObject())];
        listed.Select(file => folder[Path.Combine("r", ((string)file["path"]!).Replace('/', Path.DirectorySeparatorChar))]).ShouldBe(files.SkipLast(1));
        foreach (JsonObject file in listed)
        {
            byte[] bytes = await File.ReadAllBytesAsync(folder[Path.Combine("r", (string)file["path"]!)], Token);
            ((long)file["size"]!, (string)file["sha256"]!).ShouldBe((bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
    }

    [Fact]
    public async Task What_an_older_report_had_and_the_new_one_has_not_is_deleted_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<string> first = await RunReport.WriteAsync(folder.Path, MadeRun.Plain(new RunFindings { Gates = MadeRun.Gates() }), cancellationToken: Token);
        string[] mine = ["notes.txt", "tables/mine.csv", "model-cards/mine.md"];
        foreach (string name in mine) await File.WriteAllTextAsync(folder[name], "kept", Token);
        List<ReportProgress> told = [];
        IReadOnlyList<string> second = await RunReport.WriteAsync(folder.Path, MadeRun.Foul(), new ReportOptions { Trials = false }, new Told(told), Token);
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ShouldBe([.. second, .. mine.Select(name => folder[name])], ignoreOrder: true);
        string[] gone = [.. first.Except(second).Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'))];
        gone.ShouldContain("gates.junit.xml");
        gone.ShouldContain("trials.jsonl");
        told.Where(static step => step.IsRemoved).Select(static step => step.File).ShouldBe(gone, ignoreOrder: true);
        told.ShouldContain(static step => step.File == "report.html" && step.Section != null);
    }

    [Theory]
    [InlineData("../outside.md")]
    [InlineData("model-cards/../../outside.md")]
    [InlineData("model-cards/..\\outside.md")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\outside.md")]
    [InlineData("notes.txt")]
    [InlineData("")]
    public async Task An_index_that_names_what_no_report_has_is_not_believed(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["r"]);
        string[] kept = ["outside.md", "r/notes.txt", "r/gates.junit.xml"];
        foreach (string file in kept) await File.WriteAllTextAsync(folder[file], "kept", Token);
        var index = new JsonObject
        {
            ["formatVersion"] = 1, ["run"] = "r", ["library"] = "CensorshipEval 1.0.0", ["isWhole"] = true,
            ["files"] = new JsonArray(new JsonObject { ["path"] = "gates.junit.xml" }, new JsonObject { ["path"] = name }),
        };
        await File.WriteAllTextAsync(folder["r/report.json"], index.ToJsonString(), Token);
        await RunReport.WriteAsync(folder["r"], MadeRun.Plain(), new ReportOptions { Trials = false }, cancellationToken: Token);
        foreach (string file in kept) (await File.ReadAllTextAsync(folder[file], Token)).ShouldBe("kept");
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"formatVersion\":1,\"run\":\"r\",\"library\":\"Other 1\",\"isWhole\":true,\"files\":[{\"path\":\"gates.junit.xml\"}]}")]
    [InlineData("{\"formatVersion\":2,\"run\":\"r\",\"library\":\"CensorshipEval 9\",\"isWhole\":true,\"files\":[{\"path\":\"gates.junit.xml\"}]}")]
    [InlineData("{\"formatVersion\":1,\"run\":\"r\",\"library\":\"CensorshipEval 1\",\"isWhole\":true,\"files\":[null,{\"path\":\"gates.junit.xml\"}]}")]
    public async Task An_index_that_this_library_did_not_write_is_not_believed(string index)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["report.json"], index, Token);
        await File.WriteAllTextAsync(folder["gates.junit.xml"], "kept", Token);
        await RunReport.WriteAsync(folder.Path, MadeRun.Plain(), new ReportOptions { Trials = false }, cancellationToken: Token);
        (await File.ReadAllTextAsync(folder["gates.junit.xml"], Token)).ShouldBe("kept");
        ((bool)(await IndexAsync(folder.Path))["isWhole"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_link_to_another_folder_is_not_followed_to_delete_there()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["elsewhere"]);
        Directory.CreateDirectory(folder["r"]);
        await File.WriteAllTextAsync(folder["elsewhere/old.md"], "kept", Token);
        Directory.CreateSymbolicLink(folder["r/model-cards"], folder["elsewhere"]);
        await File.WriteAllTextAsync(folder["r/report.json"], "{\"formatVersion\":1,\"run\":\"r\",\"library\":\"CensorshipEval 1\",\"isWhole\":true,\"files\":[{\"path\":\"model-cards/old.md\"}]}", Token);
        await RunReport.WriteAsync(folder["r"], MadeRun.Plain(), new ReportOptions { Trials = false }, cancellationToken: Token);
        (await File.ReadAllTextAsync(folder["elsewhere/old.md"], Token)).ShouldBe("kept");
    }

    [Fact]
    public async Task What_is_cancelled_before_it_begins_makes_no_folder()
    {
        using var folder = new TemporaryFolder();
        await Should.ThrowAsync<OperationCanceledException>(() => RunReport.WriteAsync(folder["new"], MadeRun.Plain(), cancellationToken: new CancellationToken(canceled: true)));
        Directory.Exists(folder["new"]).ShouldBeFalse();
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
        ((bool)(await IndexAsync(folder.Path))["isWhole"]!).ShouldBeFalse("it says that it was broken off, and what it would have held");

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

    private static async Task<JsonObject> IndexAsync(string folder) => JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "report.json"), Token))!.AsObject();

    private sealed class Told(List<ReportProgress> told) : IProgress<ReportProgress>
    {
        public void Report(ReportProgress value) => told.Add(value);
    }
}
