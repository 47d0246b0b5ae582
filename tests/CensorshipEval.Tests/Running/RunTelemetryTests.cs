using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Storage;

namespace CensorshipEval.Tests.Running;

public sealed class RunTelemetryTests
{
    private static readonly DefaultRefusalDetector Detector = new();

    [Fact]
    public async Task A_run_is_an_activity_and_its_trials_are_counted_by_target_delivery_and_engagement()
    {
        string target = $"target-{Guid.NewGuid():N}";
        string run = $"run-{Guid.NewGuid():N}";
        var counted = new ConcurrentDictionary<(string, string), long>();
        var activities = new ConcurrentQueue<Activity>();
        var inside = new ConcurrentQueue<string?>();
        using var meters = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == EvaluationRunner.TelemetryName && instrument.Name == "censorshipeval.trials") listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var of = tags.ToArray().ToDictionary(static tag => tag.Key, static tag => tag.Value as string, StringComparer.Ordinal);
            if (of["censorshipeval.target"] == target) counted.AddOrUpdate((of["censorshipeval.delivery"]!, of["censorshipeval.engagement"]!), value, (_, sum) => sum + value);
        });
        meters.Start();
        using var spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == EvaluationRunner.TelemetryName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("censorshipeval.run.id"), run)) activities.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(spans);
        var plan = new EvaluationPlan
        {
            Corpus = TestCorpus.BuiltIn.Info, Targets = [new Target { Id = target, Model = "m" }], Prompts = TestCorpus.Few, Samples = 2,
            Judges = new Judges(Detector.Id, []), Source = "test",
        };
        var source = new CountingSource(request =>
        {
            inside.Enqueue(Activity.Current?.GetTagItem("censorshipeval.run.id") as string);
            return request.Key.Sample == 0 ? CountingSource.Answer(request, "A plain answer about the matter, as one would give it.") : CountingSource.Failure(request);
        });
        await using var store = new InMemoryRunStore();

        await new EvaluationRunner(store, Detector).RunAsync(run, plan, source, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        long half = plan.TrialCount / 2;
        counted.ShouldBe(new Dictionary<(string, string), long> { [("Delivered", "Complete")] = half, [("TransportError", "none")] = half }, ignoreOrder: true);
        Activity activity = activities.ShouldHaveSingleItem();
        activity.OperationName.ShouldBe("run");
        activity.GetTagItem("censorshipeval.run.trials").ShouldBe(plan.TrialCount);
        activity.GetTagItem("censorshipeval.run.failed_trials").ShouldBe(half);
        inside.ShouldAllBe(id => id == run);
        Activity.Current.ShouldBeNull();
    }
}
