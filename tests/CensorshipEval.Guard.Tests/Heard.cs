using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CensorshipEval.Guard.Tests;

/// <summary>What the guard's meter tells about one model, whose name no other test uses.</summary>
internal sealed class Heard : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, Dictionary<string, string> Tags)> _all = new();

    public Heard()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == RefusalGuardChatClient.MeterName) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            _all.Enqueue((instrument.Name, tags.ToArray().ToDictionary(static tag => tag.Key, static tag => $"{tag.Value}"))));
        _listener.Start();
    }

    public IReadOnlyList<Dictionary<string, string>> Of(string instrument) => [.. _all.Where(one => one.Instrument == instrument).Select(static one => one.Tags)];

    public IReadOnlyList<Dictionary<string, string>> Of(string instrument, string tag, string value) =>
        [.. Of(instrument).Where(tags => tags.TryGetValue(tag, out string? found) && found == value)];

    public void Dispose() => _listener.Dispose();
}
