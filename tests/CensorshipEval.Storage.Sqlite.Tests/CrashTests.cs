using System.Security.Cryptography;
using CensorshipEval.Storage.Sqlite.CrashWriter;
using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.Storage.Sqlite.Tests;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_killed_process_was_told_is_safe_is_there_whole_and_once_however_often_it_is_killed()
    {
        string path = _folder.File("runs.db");
        int safe = 0;
        for (int round = 0; round < 12; round++)
        {
            using (var writer = new WriterProcess(path, "run", batches: 0))
            {
                // The first writer is killed while it may still be making the file, the others after some progress.
                if (round > 0) await writer.ReachAsync(safe + (CrashBatches.Size * RandomNumberGenerator.GetInt32(1, 60)), Cancel);
                await Task.Delay(RandomNumberGenerator.GetInt32(0, round == 0 ? 250 : 15), Cancel);
                await writer.KillAsync(Cancel);
                safe = Math.Max(safe, writer.Written);
            }

            StoreFiles.ShouldBeSound(path);
            await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel);
            await using (await store.LeaseRunAsync("run", Cancel))
            {
                int stored = await CountAsync(store, "run");
                stored.ShouldBeGreaterThanOrEqualTo(safe);
                // A batch is there in whole or not at all.
                (stored % CrashBatches.Size).ShouldBe(0);
                safe = stored;
            }
        }

        safe.ShouldBeGreaterThan(CrashBatches.Size * 11);
    }

    [Fact]
    public async Task Two_processes_write_different_runs_to_one_new_file_at_once()
    {
        string path = _folder.File("runs.db");
        using var one = new WriterProcess(path, "one", batches: 60);
        using var two = new WriterProcess(path, "two", batches: 60);

        (int Code, string Output)[] ends = await Task.WhenAll(one.EndAsync(Cancel), two.EndAsync(Cancel));

        ends.ShouldAllBe(end => end.Code == 0, string.Join('\n', ends));
        StoreFiles.ShouldBeSound(path);
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: Cancel);
        (await CountAsync(store, "one")).ShouldBe(60 * CrashBatches.Size);
        (await CountAsync(store, "two")).ShouldBe(60 * CrashBatches.Size);
    }

    /// <summary>Counts the trials of a run after comparing each with what was written.</summary>
    private static async Task<int> CountAsync(SqliteRunStore store, string run)
    {
        int count = 0;
        await foreach (Trial trial in store.ReadTrialsAsync(run, SampleJudgements.Judges, Cancel))
        {
            trial.Key.Sample.ShouldBe(count++);
            trial.Exchange.Text.ShouldBe(CrashBatches.Text(trial.Key.Sample));
            trial.Measurements.Count.ShouldBe(2);
        }

        int exchanges = 0;
        await foreach (Exchange _ in store.ReadExchangesAsync(run, Cancel)) exchanges++;
        exchanges.ShouldBe(count);
        return count;
    }
}
