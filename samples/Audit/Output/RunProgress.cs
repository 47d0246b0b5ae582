using System.Globalization;
using CensorshipEval.Costs;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Shows how far a run is: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class RunProgress
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    public static async Task ShowAsync(Screen screen, long planned, IAsyncEnumerable<Trial> trials, CostMeter? meter)
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
                        task.Description = $"{done} trials, {withheld} withheld, {failed} failed{SpentOf(meter)}";
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
                screen.Say($"{done} of {planned} trials, {withheld} withheld, {failed} failed{SpentOf(meter)}");
            });
        }
    }

    private static string SpentOf(CostMeter? meter) =>
        meter is { Spent: > 0 } ? string.Create(CultureInfo.InvariantCulture, $", {meter.Spent:0.00##} {VisibleText.Of(meter.Currency)}") : "";

    private static async Task CountAsync(IAsyncEnumerable<Trial> trials, Action<long, long, long> report)
    {
        const int every = 64;
        long done = 0, withheld = 0, failed = 0;
        await foreach (Trial trial in trials)
        {
            done++;
            if (trial.Verdict.IsHardRefusal) withheld++;
            if (trial.Verdict.Delivery is Delivery.TransportError) failed++;
            if (done % every == 0) report(done, withheld, failed);
        }

        report(done, withheld, failed);
    }
}
