using System.Globalization;

namespace CensorshipEval.Tests.Audit;

public sealed class SharedStoreTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_that_another_process_works_on_is_refused_with_its_name_and_left_alone()
    {
        using ChildProcess first = _folder.Start("--max-prompts", "300", "--samples", "25", "--store", "runs.db", "--json", "first.json");
        string run = "";
        ChildProcess? other = null;
        await first.UntilAsync(() => _folder.Exchanges("runs.db") > 200, () =>
        {
            run = (string)_folder.Ask("runs.db", "SELECT run_id FROM runs")!;
            other = _folder.Start("--resume", run, "--store", "runs.db", "--json", "second.json", "--trials", "second.jsonl");
        });
        using ChildProcess refused = other.ShouldNotBeNull();
        Ended second = (await refused.EndAsync()).ShouldEndWith(2);
        second.Error.ShouldContain($"Run '{run}' is in use");
        second.Error.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"process {first.Id} "));
        second.Error.ShouldNotContain("   at ");
        second.Output.ShouldBeEmpty();
        (await first.EndAsync()).ShouldEndWith(0);
        first.EndedAt.ShouldBeGreaterThan(refused.EndedAt, "the first was to work all the while");
        _folder.Names.ShouldNotContain("second.json");
        _folder.Names.ShouldNotContain("second.jsonl");
        _folder.StoreShouldBeSound("runs.db");
        _folder.Exchanges("runs.db").ShouldBe((long)_folder.ReadJson("first.json")["totals"]!["trials"]!);
        (await _folder.RunAsync("--resume", run, "--store", "runs.db")).ShouldEndWith(0);
    }

    [Fact]
    public async Task Two_runs_into_one_new_store_at_once_both_finish()
    {
        using ChildProcess one = _folder.Start("--max-prompts", "150", "--samples", "5", "--store", "runs.db", "--json", "one.json");
        using ChildProcess two = _folder.Start("--max-prompts", "150", "--samples", "7", "--store", "runs.db", "--json", "two.json");
        foreach (Ended end in await Task.WhenAll(one.EndAsync(), two.EndAsync())) end.ShouldEndWith(0);

        long inOne = (long)_folder.ReadJson("one.json")["totals"]!["trials"]!;
        long inTwo = (long)_folder.ReadJson("two.json")["totals"]!["trials"]!;
        (7 * inOne).ShouldBe(5 * inTwo);
        _folder.Ask("runs.db", "SELECT count(*) FROM runs").ShouldBe(2L);
        _folder.Exchanges("runs.db").ShouldBe(inOne + inTwo);
        _folder.StoreShouldBeSound("runs.db");
    }
}
