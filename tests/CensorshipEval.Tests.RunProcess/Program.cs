// Arguments: store, log of what is asked, delay of each answer in milliseconds. Begins the run, or goes on with it.
using System.Globalization;
using CensorshipEval;
using CensorshipEval.Storage.Sqlite;
using CensorshipEval.Tests.RunProcess;

await using SqliteRunStore store = await SqliteRunStore.OpenAsync(args[0]);
using var source = new LoggedSource(LongRun.Source(), args[1], TimeSpan.FromMilliseconds(int.Parse(args[2], CultureInfo.InvariantCulture)));
await foreach (Trial _ in LongRun.Runner(store).RunAsync(LongRun.Id, LongRun.Plan, source))
{
}
