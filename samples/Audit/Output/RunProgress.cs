using System.Globalization;
using CensorshipEval.Costs;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Shows how far a run is: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class RunProgress
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(250);

    public static async Task ShowAsync(Screen screen, long planned, IAsyncEnumerable<Trial> trials, AuditInput input)
    {
        if (screen.IsQuiet)
        {
            await foreach (Trial _ in trials) { }
        }
        else if (screen.Notes.Profile.Capabilities.Interactive)
        {
            await screen.Notes.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async context =>
                {
                    ProgressTask task = context.AddTask("Asking", maxValue: planned);
                    await CountAsync(trials, (done, withheld, failed) =>
                    {
                        task.Value = done;
                        task.Description = $"{done} trials, {withheld} withheld, {failed} failed{SpentOf(input.Meter)}{input.Retries}";
                    });
                });
        }
        else
        {
            long last = TimeProvider.System.GetTimestamp();
            await CountAsync(trials, (done, withheld, failed) =>
            {
                if (TimeProvider.System.GetElapsedTime(last) < BetweenLines) return;
                last = TimeProvider.System.GetTimestamp();
                screen.Say($"{done} of {planned} trials, {withheld} withheld, {failed} failed{SpentOf(input.Meter)}{input.Retries}");
            });
        }
    }

    private static string SpentOf(CostMeter? meter) =>
        meter is { Spent: > 0 } ? string.Create(CultureInfo.InvariantCulture, $", {meter.Spent:0.00##} {VisibleText.Of(meter.Currency)}") : "";

    // By the clock and not by trials: a run that waits for a slow model is to say so as well.
    private static async Task CountAsync(IAsyncEnumerable<Trial> trials, Action<long, long, long> report)
    {
        long done = 0, withheld = 0, failed = 0;
        var oneAtATime = new Lock();
        void Report()
        {
            lock (oneAtATime) report(Interlocked.Read(ref done), Interlocked.Read(ref withheld), Interlocked.Read(ref failed));
        }

        await using (TimeProvider.System.CreateTimer(_ => Report(), null, BetweenReports, BetweenReports))
        {
            await foreach (Trial trial in trials)
            {
                Interlocked.Increment(ref done);
                if (trial.Verdict.IsHardRefusal) Interlocked.Increment(ref withheld);
                if (trial.Verdict.Delivery is Delivery.TransportError) Interlocked.Increment(ref failed);
            }
        }

        Report();
    }
}
