using System.Collections.Concurrent;
using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Serving;

public sealed class ServingFalseAlarmTests
{
    private const int Runs = 1_000;

    [Fact]
    public void Of_many_ordinary_runs_at_most_one_in_a_hundred_has_a_finding()
    {
        var alarms = new ConcurrentBag<ServingFindingKind>();
        Parallel.For(0, Runs, seed =>
        {
            foreach (ServingFinding finding in new SimulatedServing(seed + 10) { EmptyShare = seed % 3 * 0.03 }.Summary().Findings) alarms.Add(finding.Kind);
        });
        alarms.Count.ShouldBeLessThanOrEqualTo(Runs / 100, string.Join(", ", alarms));
    }

    [Fact]
    public void Names_and_fingerprints_that_take_turns_are_no_drift_in_99_of_100_runs()
    {
        int alarms = 0;
        Parallel.For(0, Runs, seed =>
        {
            SimulatedServing? run = null;
            run = new SimulatedServing(seed + 50_000)
            {
                Meddle = (trial, _) => SimulatedServing.With(
                    SimulatedServing.AnsweredBy(trial, run!.Chance(0.5) ? "some-model-0613" : "some-model-1106"), "systemFingerprint", run.Chance(0.3) ? "\"a\"" : "\"b\""),
            };
            ServingSummary summary = run.Summary();
            summary.Findings.Select(static finding => finding.Kind).ShouldContain(ServingFindingKind.SeveralSnapshots);
            if (summary.Findings.Any(static finding => finding.PValue is not null)) Interlocked.Increment(ref alarms);
        });
        alarms.ShouldBeLessThanOrEqualTo(Runs / 100);
    }
}
