// Arguments: path, run, number of batches (0: until killed). Says "written <n>" once n exchanges are safe, "refused <why>" when the run is taken.
using System.Globalization;
using CensorshipEval;
using CensorshipEval.Storage.Sqlite;
using CensorshipEval.Storage.Sqlite.CrashWriter;

RunRecord run = CrashBatches.Run(args[1]);
int batches = int.Parse(args[2], CultureInfo.InvariantCulture);
await using SqliteRunStore store = await SqliteRunStore.OpenAsync(args[0]);
try
{
    await using IAsyncDisposable lease = await store.LeaseRunAsync(run.Id);
    if (await store.FindRunAsync(run.Id) is null) await store.CreateRunAsync(run);
    int sample = 0;
    await foreach (RunSummary summary in store.ListRunsAsync())
    {
        if (summary.Id == run.Id) sample = (int)summary.Exchanges;
    }

    for (int batch = 0; batches == 0 || batch < batches; batch++)
    {
        await store.WriteAsync(CrashBatches.From(run, sample));
        sample += CrashBatches.Size;
        await Console.Out.WriteLineAsync($"written {sample}");
    }

    return 0;
}
catch (RunInUseException refusal)
{
    await Console.Out.WriteLineAsync($"refused {refusal.Message}");
    return 3;
}
