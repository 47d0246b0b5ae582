using CensorshipEval.TestKit.Samples;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        string path = _folder.File("notes.txt");
        string text = string.Concat(Enumerable.Repeat("These are notes. ", 500));
        await File.WriteAllTextAsync(path, text, Cancel);

        await RefuseAsync(path, "is not a SQLite database");

        (await File.ReadAllTextAsync(path, Cancel)).ShouldBe(text);
    }

    [Fact]
    public async Task Another_application_s_database_is_refused_and_left_as_it_is()
    {
        string path = _folder.File("other.db");
        StoreFiles.Ask(path, "CREATE TABLE runs (id)");
        byte[] before = await File.ReadAllBytesAsync(path, Cancel);

        await RefuseAsync(path, "another application");

        (await File.ReadAllBytesAsync(path, Cancel)).ShouldBe(before);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused()
    {
        string path = _folder.File("runs.db");
        await (await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel)).DisposeAsync();
        StoreFiles.Ask(path, "UPDATE schema_version SET version = 2");

        await RefuseAsync(path, "newer version");
    }

    [Fact]
    public async Task A_damaged_store_is_refused()
    {
        string path = _folder.File("runs.db");
        await (await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel)).DisposeAsync();
        byte[] bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes.AsSpan(100).Clear();
        await File.WriteAllBytesAsync(path, bytes, Cancel);

        await RefuseAsync(path, "damaged");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        await RefuseAsync(Path.Combine(_folder.Path, "none", "runs.db"), "none' does not exist");
        await RefuseAsync(_folder.Path, "is a folder");
        await RefuseAsync(":memory:", "InMemoryRunStore");
        await Should.ThrowAsync<ArgumentException>(() => SqliteRunStore.OpenAsync(" ", cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a folder that nobody may write to.");
        // Not even an administrator makes files there.
        await RefuseAsync("/proc/runs.db", "permission to write");
    }

    [Fact]
    public async Task A_file_that_may_only_be_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "An administrator may write to every file.");
        string path = _folder.File("runs.db");
        await (await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel)).DisposeAsync();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead);

        await RefuseAsync(path, "permission to write");
    }

    [Theory]
    [InlineData(-1, 4096)]
    [InlineData(100_000, 4096)]
    [InlineData(30, 63)]
    [InlineData(30, 2_000_000)]
    public async Task Options_out_of_their_range_are_refused(int seconds, int cache)
    {
        var options = new SqliteRunStoreOptions { BusyTimeout = TimeSpan.FromSeconds(seconds), PageCacheKiB = cache };

        await Should.ThrowAsync<ArgumentException>(() => SqliteRunStore.OpenAsync(_folder.File("runs.db"), options, Cancel));
    }

    [Fact]
    public async Task A_write_gives_up_when_others_write_for_longer_than_the_busy_timeout_and_reading_does_not_wait_at_all()
    {
        string path = _folder.File("runs.db");
        RunRecord run = SampleRuns.Create();
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, new() { BusyTimeout = TimeSpan.FromMilliseconds(200) }, Cancel);
        await store.CreateRunAsync(run, Cancel);
        var batch = new RunBatch { Exchanges = [SampleExchanges.Create(run)] };
        await using (SqliteConnection other = StoreFiles.Open(path))
        {
            await using SqliteTransaction transaction = other.BeginTransaction(deferred: false);
            RunStoreException failure = await Should.ThrowAsync<RunStoreException>(async () => await store.WriteAsync(batch, Cancel));
            failure.Message.ShouldContain("busy timeout");
            (await store.FindTrialsAsync([SampleExchanges.Key(run)], SampleJudgements.Judges, Cancel)).ShouldBeEmpty();
        }

        await store.WriteAsync(batch, Cancel);
    }

    [Fact]
    public async Task A_new_file_may_be_opened_by_many_at_once()
    {
        string path = _folder.File("runs.db");
        Task<SqliteRunStore>[] opening;
        await using (SqliteConnection first = StoreFiles.Open(path))
        {
            await using SqliteTransaction transaction = first.BeginTransaction(deferred: false);
            // All of them find an empty file, and wait for their turn to make a store of it.
            opening = [.. Enumerable.Range(0, 4).Select(_ => SqliteRunStore.OpenAsync(path, cancellationToken: Cancel))];
            await Task.Delay(300, Cancel);
            opening.ShouldAllBe(task => !task.IsCompleted);
        }

        SqliteRunStore[] stores = await Task.WhenAll(opening);
        await Task.WhenAll(stores.Select((store, number) => store.CreateRunAsync(SampleRuns.Create($"run-{number}"), Cancel).AsTask()));
        foreach (SqliteRunStore store in stores) await store.DisposeAsync();

        StoreFiles.Ask(path, "SELECT (SELECT count(*) FROM runs) || ' ' || (SELECT count(*) FROM schema_version)").ShouldBe("4 1");
    }

    [Fact]
    public async Task A_closed_store_is_one_file()
    {
        string path = _folder.File("runs.db");
        await using (SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel))
        {
            await store.CreateRunAsync(SampleRuns.Create(), Cancel);
            await foreach (RunSummary run in store.ListRunsAsync(Cancel)) run.Exchanges.ShouldBe(0);
            (await store.LeaseRunAsync("run", Cancel)).ShouldNotBeNull();
        }

        Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Where(name => !name!.EndsWith(".lock", StringComparison.Ordinal)).ShouldBe(["runs.db"]);
    }

    [Fact]
    public async Task A_text_that_the_tools_of_SQLite_would_cut_short_is_kept_as_a_blob_and_any_other_as_text()
    {
        string path = _folder.File("runs.db");
        RunRecord run = SampleRuns.Create();
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel);
        await store.CreateRunAsync(run, Cancel);
        Exchange[] exchanges = [.. new[] { "a\0b", "\ud800", "plain 🙂" }.Select((text, sample) => SampleExchanges.Create(run, sample: sample, text: text))];
        await store.WriteAsync(new RunBatch { Exchanges = exchanges }, Cancel);

        StoreFiles.Ask(path, "SELECT group_concat(typeof(text) ORDER BY sample) FROM exchanges").ShouldBe("blob,blob,text");
    }

    private static async Task RefuseAsync(string path, string because) =>
        (await Should.ThrowAsync<RunStoreException>(() => SqliteRunStore.OpenAsync(path, cancellationToken: Cancel))).Message.ShouldContain(because);
}
