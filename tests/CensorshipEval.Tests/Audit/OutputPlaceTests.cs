using System.Text.Json.Nodes;

namespace CensorshipEval.Tests.Audit;

public sealed class OutputPlaceTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_named_pipe_is_written_to_and_stays_one()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Named pipes are made by mkfifo of coreutils.");
        using var reader = new ChildProcess(
            _folder.Path, "sh", "-c",
            "mkfifo json trials && touch made && { cat json > summary.json & cat trials > trials.jsonl; wait; } && test -p json && test -p trials");
        await reader.UntilAsync(() => File.Exists(_folder.File("made")));
        (await _folder.RunAsync("--max-prompts", "100", "--json", "json", "--trials", "trials")).ShouldEndWith(0);
        (await reader.EndAsync()).ShouldEndWith(0);
        _folder.ReadLines("trials.jsonl").Length.ShouldBe((int)_folder.ReadJson("summary.json")["totals"]!["trials"]!);
    }

    [Fact]
    public async Task A_link_to_a_device_is_not_replaced()
    {
        if (!File.Exists("/dev/null")) Assert.Skip("This system has no /dev/null.");
        File.CreateSymbolicLink(_folder.File("nothing"), "/dev/null");
        (await _folder.RunAsync("--max-prompts", "100", "--json", "nothing", "--quiet")).ShouldEndWith(0);
        new FileInfo(_folder.File("nothing")).LinkTarget.ShouldBe("/dev/null");
    }

    [Fact]
    public async Task A_disk_that_fills_up_ends_a_run_with_3_and_the_run_goes_on_when_there_is_room()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("A full disk is imitated by the shell's limit on the size of files.");
        // The runtime maps its code through a file of its own unless it is told not to; 512 bytes are a unit of the limit.
        string audit = AuditFolder.CommandLine("--max-prompts", "200", "--samples", "12", "--store", "runs.db", "--json", "summary.json", "--quiet");
        using var full = new ChildProcess(_folder.Path, "sh", "-c", "trap '' XFSZ; ulimit -f 3000; DOTNET_EnableWriteXorExecute=0 " + audit);
        Ended ended = (await full.EndAsync()).ShouldEndWith(3);
        ended.Output.ShouldBeEmpty();
        string[] lines = ended.Error.TrimEnd().Split('\n');
        lines.Length.ShouldBe(2, ended.Error);
        lines[0].ShouldStartWith("error: ");
        lines[1].ShouldStartWith("Go on with: dotnet run --project samples/Audit -- --resume ");
        lines[1].ShouldEndWith(" --store runs.db --json summary.json");
        _folder.Names.ShouldNotContain("summary.json");

        long stored = _folder.Exchanges("runs.db");
        stored.ShouldBeGreaterThan(0);
        string arguments = lines[1][(lines[1].IndexOf(" -- ", StringComparison.Ordinal) + " -- ".Length)..];
        using var resumed = new ChildProcess(_folder.Path, "sh", "-c", AuditFolder.CommandLine(arguments, "--quiet"));
        (await resumed.EndAsync()).ShouldEndWith(0);
        JsonObject summary = _folder.ReadJson("summary.json");
        _folder.Exchanges("runs.db").ShouldBe((long)summary["totals"]!["trials"]!);
        stored.ShouldBeLessThan(_folder.Exchanges("runs.db"));
        _folder.StoreShouldBeSound("runs.db");
    }
}
