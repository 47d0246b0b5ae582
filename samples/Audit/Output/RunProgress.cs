using CensorshipEval.Reporting.Terminal;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Shows how far a run is: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class RunProgress
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(250);

    public static async Task ShowAsync(Screen screen, RunMeter meter, IAsyncEnumerable<Trial> trials, RetryNotes? retries)
    {
        if (screen.IsQuiet)
        {
            await foreach (Trial _ in trials) { }
        }
        else if (screen.Notes.Profile.Capabilities is { Interactive: true, Ansi: true })
        {
            int barWidth = Math.Clamp(screen.Notes.Profile.Width / 8, 5, 30);
            await screen.Notes.Progress()
                .AutoClear(true)
                .Columns(new ProgressBarColumn { Width = barWidth }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
                .StartAsync(async context =>
                {
                    ProgressTask task = context.AddTask("Asking");
                    await CountAsync(trials, meter, run =>
                    {
                        // The spaces between the columns, and the percentage.
                        int room = screen.Notes.Profile.Width - barWidth - 8;
                        task.Value = 100 * run.Share;
                        task.Description = Markup.Escape(run.ToLine(Math.Max(1, room), retries?.ToString()));
                    });
                });
        }
        else
        {
            long last = TimeProvider.System.GetTimestamp();
            await CountAsync(trials, meter, run =>
            {
                if (TimeProvider.System.GetElapsedTime(last) < BetweenLines) return;
                last = TimeProvider.System.GetTimestamp();
                screen.Say(run.ToLine(screen.Notes.Profile.Width, retries?.ToString()));
            });
        }
    }

    // By the clock and not by trials: a run that waits for a slow model is to say so as well.
    private static async Task CountAsync(IAsyncEnumerable<Trial> trials, RunMeter meter, Action<RunProgressSnapshot> report)
    {
        var oneAtATime = new Lock();
        void Report()
        {
            lock (oneAtATime) report(meter.Snapshot());
        }

        await using (TimeProvider.System.CreateTimer(_ => Report(), null, BetweenReports, BetweenReports))
        {
            await foreach (Trial trial in trials) meter.Add(trial);
        }

        Report();
    }
}
