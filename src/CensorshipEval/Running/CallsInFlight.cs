using System.Collections.Concurrent;
using System.Text.Json;

namespace CensorshipEval.Running;

/// <summary>
/// Counts the calls to each target that have been made and have not ended, and notes on an exchange how many there were when its call was made,
/// itself included. Only with that can silence under load be told from silence on a topic.
/// </summary>
internal sealed class CallsInFlight
{
    /// <summary>Name of the number in <see cref="Exchange.Metadata"/>.</summary>
    public const string MetadataName = "callsInFlight";

    private readonly ConcurrentDictionary<string, Counter> _targets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, JsonElement> _numbers = new();

    /// <summary>Counts a call until it is disposed.</summary>
    public Call Enter(string targetId)
    {
        Counter counter = _targets.GetOrAdd(targetId, static _ => new Counter());
        return new Call(this, counter, Interlocked.Increment(ref counter.Count));
    }

    // As many different numbers as there are calls at once: each is written as JSON a single time.
    private JsonElement AsJson(int number) =>
        _numbers.GetOrAdd(number, static value => JsonSerializer.SerializeToElement(value, CallsJsonContext.Default.Int32));

    public readonly struct Call : IDisposable
    {
        private readonly CallsInFlight _calls;
        private readonly Counter _counter;
        private readonly int _inFlight;

        internal Call(CallsInFlight calls, Counter counter, int inFlight) => (_calls, _counter, _inFlight) = (calls, counter, inFlight);

        public Exchange NoteOn(Exchange exchange) => exchange with
        {
            Metadata = new Dictionary<string, JsonElement>(exchange.Metadata, StringComparer.Ordinal) { [MetadataName] = _calls.AsJson(_inFlight) },
        };

        public void Dispose() => Interlocked.Decrement(ref _counter.Count);
    }

    internal sealed class Counter
    {
        public int Count;
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(int))]
internal sealed partial class CallsJsonContext : System.Text.Json.Serialization.JsonSerializerContext;
