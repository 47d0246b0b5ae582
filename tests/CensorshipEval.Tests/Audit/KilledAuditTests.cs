using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CensorshipEval.Tests.Audit;

public sealed class KilledAuditTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_audit_that_is_resumed_without_further_options_ends_as_if_nothing_had_happened()
    {
        string[] asked = ["--max-prompts", "200", "--samples", "25"];
        (await _folder.RunAsync([.. asked, "--quiet", "--store", "whole.db", "--json", "whole.json"])).ShouldEndWith(0);
        JsonObject whole = _folder.ReadJson("whole.json");
        long trials = (long)whole["totals"]!["trials"]!;

        // Slowly, and never near its end, which a busy machine would let pass before anyone has looked.
        string run;
        using (ChildProcess audit = _folder.Start([.. asked, "--concurrency", "1"]))
        {
            await KillAfterAsync(audit, trials / 10);
            run = StoreOfRun()!["censorshipeval-".Length..^".db".Length];
        }

        for (int part = 2; part < 5; part++)
        {
            using ChildProcess audit = _folder.Start("--resume", run);
            await KillAfterAsync(audit, part * trials / 10);
        }

        (await _folder.RunAsync("--resume", run, "--json", "resumed.json")).ShouldEndWith(0);
        JsonObject resumed = _folder.ReadJson("resumed.json");
        JsonNode.DeepEquals(resumed["totals"], whole["totals"]).ShouldBeTrue();
        JsonNode.DeepEquals(resumed["rates"], whole["rates"]).ShouldBeTrue();
        ((string?)resumed["planHash"]).ShouldBe((string?)whole["planHash"]);
        ((string?)resumed["run"]).ShouldBe(run);
        ((bool)resumed["complete"]!).ShouldBeTrue();
        _folder.Exchanges(StoreOfRun()!).ShouldBe(trials);
        _folder.StoreShouldBeSound(StoreOfRun()!);
    }

    private string? StoreOfRun() => _folder.Names.SingleOrDefault(static name => name.StartsWith("censorshipeval-", StringComparison.Ordinal) && name.EndsWith(".db", StringComparison.Ordinal));

    private async Task KillAfterAsync(ChildProcess audit, long exchanges)
    {
        await audit.UntilAsync(() => StoreOfRun() is { } store && _folder.Exchanges(store) >= exchanges, () =>
        {
            audit.HasEnded.ShouldBeFalse("the audit is too short to be killed");
            audit.Kill();
        }, RandomNumberGenerator.GetInt32(0, 40));
        await audit.EndAsync();
        _folder.StoreShouldBeSound(StoreOfRun()!);
        _folder.Names.ShouldNotContain(static name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }
}
