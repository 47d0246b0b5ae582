using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CensorshipEval.Running;

/// <summary>A run as a span, its trials as a counter; no text of either. One set for the process, as instruments are.</summary>
internal static class RunTelemetry
{
    private const string Name = EvaluationRunner.TelemetryName;

    private static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Trials = Meter.CreateCounter<long>("censorshipeval.trials", "{trial}", "Trials that were judged or failed in transport.");

    public static Activity? Start(string runId, EvaluationPlan plan)
    {
        Activity? activity = Source.StartActivity("run");
        if (activity is not { IsAllDataRequested: true }) return activity;
        activity.SetTag("censorshipeval.run.id", runId);
        activity.SetTag("censorshipeval.run.planned_trials", plan.TrialCount);
        activity.SetTag("censorshipeval.run.targets", plan.Targets.Select(static target => target.Id).ToArray());
        return activity;
    }

    public static void Count(Trial trial)
    {
        if (!Trials.Enabled) return;
        Trials.Add(1, new TagList
        {
            { "censorshipeval.target", trial.Key.TargetId },
            { "censorshipeval.delivery", trial.Verdict.Delivery.ToString() },
            { "censorshipeval.engagement", trial.Verdict.Engagement?.ToString() ?? "none" },
        });
    }

    public static void End(Activity? activity, RunCounts counts, Exception? failure)
    {
        if (activity is null) return;
        activity.SetTag("censorshipeval.run.trials", counts.Trials);
        activity.SetTag("censorshipeval.run.failed_trials", counts.FailedTrials);
        activity.SetTag("censorshipeval.run.failed_attempts", counts.FailedAttempts);
        if (failure is null) return;
        activity.SetTag("error.type", failure.GetType().FullName);
        activity.SetStatus(ActivityStatusCode.Error);
    }
}
