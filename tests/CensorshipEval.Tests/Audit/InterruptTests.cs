using System.Globalization;
using System.Text.Json.Nodes;

namespace CensorshipEval.Tests.Audit;

public sealed class InterruptTests : IDisposable
{
    private const string Store = "my runs'.db";
    private const int SigInt = 2;

    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupted_audit_keeps_what_it_has_shows_it_and_says_how_to_go_on(string signal)
    {
        string[] given = ["--concurrency", "15", "--json", "so-far.json", "--trials", "so-far.jsonl"];
        using ChildProcess audit = _folder.Start(["--max-prompts", "200", "--samples", "25", "--store", Store, .. given]);
        await audit.UntilAsync(() => _folder.Exchanges(Store) > 200, () =>
        {
            if (signal is "INT" && Ignores(audit.Id, SigInt)) Assert.Skip("Whoever started the tests told them to ignore Ctrl-C, as a shell does for what it runs in the background.");
            audit.Signal(signal);
        });
        Ended ended = (await audit.EndAsync()).ShouldEndWith(130);

        ended.Output.ShouldContain("simulated-censor: refused or blocked");
        ended.Error.ShouldContain("Interrupted.");
        JsonObject soFar = _folder.ReadJson("so-far.json");
        ((bool)soFar["complete"]!).ShouldBeFalse();
        long stored = _folder.Exchanges(Store);
        ((long)soFar["totals"]!["trials"]!).ShouldBe(stored);
        _folder.ReadLines("so-far.jsonl").Length.ShouldBe((int)stored);
        _folder.StoreShouldBeSound(Store);
        _folder.Names.ShouldNotContain(static name => name.EndsWith(".lock", StringComparison.Ordinal) || name.EndsWith("-wal", StringComparison.Ordinal));

        string shown = ended.Error.Split('\n').Single(static line => line.StartsWith("Go on with: ", StringComparison.Ordinal));
        shown.ShouldStartWith("Go on with: dotnet run --project samples/Audit -- --resume ");
        string arguments = shown[(shown.IndexOf(" -- ", StringComparison.Ordinal) + " -- ".Length)..];
        arguments.ShouldEndWith(string.Join(' ', given));
        // As a person would: through a shell.
        using var resumed = new ChildProcess(_folder.Path, "sh", "-c", AuditFolder.CommandLine(arguments, "--quiet"));
        (await resumed.EndAsync()).ShouldEndWith(0);

        JsonObject all = _folder.ReadJson("so-far.json");
        ((bool)all["complete"]!).ShouldBeTrue("the command writes the same files again");
        long trials = (long)all["totals"]!["trials"]!;
        stored.ShouldBeLessThan(trials, "the interrupt was to come in the middle");
        _folder.ReadLines("so-far.jsonl").Length.ShouldBe((int)trials);
        _folder.Exchanges(Store).ShouldBe(trials);
        _folder.Ask(Store, "SELECT count(*) FROM (SELECT DISTINCT target, prompt, sample FROM exchanges)").ShouldBe(trials);
    }

    [Fact]
    public async Task An_interrupted_quiet_audit_still_says_how_to_go_on()
    {
        using ChildProcess audit = _folder.Start("--max-prompts", "200", "--samples", "1000", "--store", Store, "--quiet");
        await audit.UntilAsync(() => _folder.Exchanges(Store) > 200, () => audit.Signal("TERM"));
        Ended ended = (await audit.EndAsync()).ShouldEndWith(130);
        ended.Output.ShouldBeEmpty();
        ended.Error.ShouldStartWith("Go on with: dotnet run --project samples/Audit -- --resume ");
        ended.Error.Count(static c => c is '\n').ShouldBe(1);
    }

    private static bool Ignores(int process, int signal)
    {
        string mask = File.ReadLines($"/proc/{process}/status").First(static line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim();
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (signal - 1) & 1) == 1;
    }
}
