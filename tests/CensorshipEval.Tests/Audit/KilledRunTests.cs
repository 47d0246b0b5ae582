using System.Security.Cryptography;
using CensorshipEval.Running;
using CensorshipEval.Storage;
using CensorshipEval.Storage.Sqlite;
using CensorshipEval.Tests.RunProcess;

namespace CensorshipEval.Tests.Audit;

public sealed class KilledRunTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 24;
    private const string Store = "runs.db";
    private const string Log = "asked.log";
    private const string DelayMilliseconds = "4";
    private const int LineLength = 40;

    private static readonly string Program = typeof(LongRun).Assembly.Location;

    private readonly AuditFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task However_often_a_run_is_killed_nothing_stored_is_asked_again_and_only_calls_in_flight_are_repeated()
    {
        HashSet<string> planned = await PlannedAsync();
        var stored = new HashSet<string>(StringComparer.Ordinal);
        int asked = 0;
        int inTheMiddle = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using (ChildProcess run = Start())
            {
                // Mostly in the middle of asking; now and then while it starts, opens the store or looks for what is left.
                // Each step is a share of what is left, so that the last kill finds the run unfinished on any machine.
                long left = (planned.Count - asked) * LineLength / (Kills - kill + 3);
                long length = LogLength() + RandomNumberGenerator.GetInt32(1, (int)Math.Max(2, 2 * left));
                bool early = kill % 6 == 5;
                await run.UntilAsync(() => early || LogLength() >= length, () =>
                {
                    run.HasEnded.ShouldBeFalse("the run is too short to be killed so often");
                    run.Kill();
                }, early ? RandomNumberGenerator.GetInt32(20, 400) : RandomNumberGenerator.GetInt32(0, 12));
                await run.EndAsync();
            }

            string[] log = Asked();
            string[] fresh = log[asked..];
            fresh.Where(stored.Contains).ShouldBeEmpty($"asked again after kill {kill}, though stored");
            asked = log.Length;
            if (fresh.Length > 0) inTheMiddle++;
            if (File.Exists(_folder.File(Store))) _folder.StoreShouldBeSound(Store);

            HashSet<string> now = await StoredAsync();
            stored.IsSubsetOf(now).ShouldBeTrue("what was stored stays");
            fresh.Count(key => !now.Contains(key)).ShouldBeLessThanOrEqualTo(LongRun.InFlight, "asked and not stored: at most the calls in flight");
            stored = now;
        }

        inTheMiddle.ShouldBeGreaterThanOrEqualTo(20, "kills between the first and the last question");
        stored.Count.ShouldBeLessThan(planned.Count);
        using (ChildProcess last = Start()) (await last.EndAsync()).ShouldEndWith(0);

        string[] all = Asked();
        all[asked..].Where(stored.Contains).ShouldBeEmpty();
        (await StoredAsync()).SetEquals(planned).ShouldBeTrue("every trial of the plan, and no other");
        all.Length.ShouldBeLessThanOrEqualTo(planned.Count + (Kills * LongRun.InFlight));
        _folder.StoreShouldBeSound(Store);
        await EveryTrialIsJudgedAsync(planned.Count);
        _folder.Names.ShouldNotContain(name => name.EndsWith(".lock", StringComparison.Ordinal));
        output.WriteLine($"{planned.Count} trials, {Kills} kills ({inTheMiddle} while asking), {all.Length - planned.Count} calls repeated");

        using (ChildProcess again = Start()) (await again.EndAsync()).ShouldEndWith(0);
        Asked().Length.ShouldBe(all.Length, "a finished run asks nothing");
    }

    private ChildProcess Start() => new(_folder.Path, "dotnet", Program, _folder.File(Store), _folder.File(Log), DelayMilliseconds);

    private long LogLength() => new FileInfo(_folder.File(Log)) is { Exists: true } log ? log.Length : 0;

    /// <summary>Whole lines of the log; each is written by one call to the system.</summary>
    private string[] Asked()
    {
        if (!File.Exists(_folder.File(Log))) return [];
        using var stream = new FileStream(_folder.File(Log), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<HashSet<string>> StoredAsync()
    {
        var keys = new List<string>();
        if (!File.Exists(_folder.File(Store))) return [];
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(_folder.File(Store), cancellationToken: Cancel);
        await foreach (Exchange exchange in store.ReadExchangesAsync(LongRun.Id, Cancel)) keys.Add(exchange.Key.ToString());
        keys.ShouldBeUnique();
        return [.. keys];
    }

    private async Task EveryTrialIsJudgedAsync(int trials)
    {
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(_folder.File(Store), cancellationToken: Cancel);
        int judged = 0;
        await foreach (Trial trial in store.ReadTrialsAsync(LongRun.Id, LongRun.Plan.Judges, Cancel))
        {
            trial.Verdict.Detector.ShouldBe(LongRun.Detector.Id);
            judged++;
        }

        judged.ShouldBe(trials);
    }

    /// <summary>The trials of the same run when nothing disturbs it.</summary>
    private static async Task<HashSet<string>> PlannedAsync()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await using var store = new InMemoryRunStore();
        await foreach (Trial trial in LongRun.Runner(store).RunAsync(LongRun.Id, LongRun.Plan, LongRun.Source(), Cancel)) keys.Add(trial.Key.ToString()).ShouldBeTrue();
        keys.Count.ShouldBeGreaterThan((int)LongRun.Plan.TrialCount, "empty answers have further samples");
        return keys;
    }
}
