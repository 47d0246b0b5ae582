using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CensorshipEval.Clients.Tests.Telemetry;

/// <summary>Listens to spans and measurements of one model, so that tests do not hear each other.</summary>
internal sealed class Heard : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ConcurrentQueue<(Instrument Instrument, double Value, Dictionary<string, object?> Tags)> _measurements = new();

    public Heard(string model)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TelemetryChatClient.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("gen_ai.request.model"), model)) _activities.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == TelemetryChatClient.SourceName) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();

        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var kept = tags.ToArray().ToDictionary(static tag => tag.Key, static tag => tag.Value, StringComparer.Ordinal);
            if (Equals(kept.GetValueOrDefault("gen_ai.request.model"), model)) _measurements.Enqueue((instrument, value, kept));
        }
    }

    public IReadOnlyList<Activity> Spans => [.. _activities];

    public IReadOnlyList<(Instrument Instrument, double Value, Dictionary<string, object?> Tags)> Of(string instrument) =>
        [.. _measurements.Where(measurement => measurement.Instrument.Name == instrument)];

    /// <summary>All that was heard, in one text.</summary>
    public string Everything => string.Join('\n', Spans.Select(static span =>
            $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects.Select(static tag => $"{tag.Key}={Show(tag.Value)}"))} {string.Join(' ', span.Events.Select(static e => e.Name))}")
        .Concat(_measurements.Select(static measurement => string.Join(' ', measurement.Tags.Select(static tag => $"{tag.Key}={Show(tag.Value)}")))));

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    private static string Show(object? value) => value is string[] texts ? string.Join(',', texts) : $"{value}";
}
