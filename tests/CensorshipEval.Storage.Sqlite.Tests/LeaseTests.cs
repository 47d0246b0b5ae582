using System.Globalization;
using CensorshipEval.Storage.Sqlite.CrashWriter;

namespace CensorshipEval.Storage.Sqlite.Tests;

public sealed class LeaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_that_another_process_adds_to_is_refused_until_that_process_is_killed()
    {
        string path = _folder.File("runs.db");
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel);
        using var writer = new WriterProcess(path, "run", batches: 0);
        await writer.ReachAsync(CrashBatches.Size, Cancel);

        RunInUseException refusal = await Should.ThrowAsync<RunInUseException>(async () => await store.LeaseRunAsync("run", Cancel));
        refusal.Message.ShouldContain($"process {writer.Id} ");
        await using (await store.LeaseRunAsync("other", Cancel))
        {
        }

        await writer.KillAsync(Cancel);
        File.Exists(path + ".run.lock").ShouldBeTrue();
        await using (await store.LeaseRunAsync("run", Cancel))
        {
        }

        File.Exists(path + ".run.lock").ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_is_told_who_holds_the_run()
    {
        string path = _folder.File("runs.db");
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel);
        await using IAsyncDisposable lease = await store.LeaseRunAsync("run", Cancel);
        using var writer = new WriterProcess(path, "run", batches: 1);

        (int code, string output) = await writer.EndAsync(Cancel);

        code.ShouldBe(3);
        output.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} "));
        (await store.FindRunAsync("run", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_to_the_file_leads_to_the_same_leases()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs privileges there.");
        string path = _folder.File("runs.db");
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel);
        File.CreateSymbolicLink(_folder.File("link.db"), path);
        await using SqliteRunStore linked = await SqliteRunStore.OpenAsync(_folder.File("link.db"), cancellationToken: Cancel);
        await using IAsyncDisposable lease = await store.LeaseRunAsync("run", Cancel);

        await Should.ThrowAsync<RunInUseException>(async () => await linked.LeaseRunAsync("run", Cancel));
    }

    [Fact]
    public async Task Lock_files_stand_beside_the_store_under_names_that_any_file_system_holds()
    {
        string path = _folder.File("runs.db");
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel);
        foreach (string id in new[] { "../../escape", new string('x', 300), "UPPER", "nul\0" })
        {
            await using IAsyncDisposable lease = await store.LeaseRunAsync(id, Cancel);
            string file = Directory.EnumerateFiles(_folder.Path, "*.lock").ShouldHaveSingleItem();
            Path.GetFileName(file).ShouldMatch("^runs\\.db\\.sha256-[0-9a-f]{64}\\.lock$");
        }

        Directory.EnumerateFiles(_folder.Path, "*.lock").ShouldBeEmpty();
    }
}
