using System.Collections.Concurrent;
using System.Text.Json;
using CensorshipEval.Clients;

namespace CensorshipEval.Running;

/// <summary>
/// Counts the calls to each target that are under way, and notes on an exchange how many there were when its call was sent, itself included. Only with
/// that can silence under load be told from silence on a topic. Calls count from when an attempt is sent, where the client tells of that, and from when
/// they are made otherwise.
/// </summary>
internal sealed class CallsInFlight(TimeProvider time)
{
    /// <summary>Name of the number in <see cref="Exchange.Metadata"/>.</summary>
    public const string MetadataName = "callsInFlight";

    /// <summary>Name of the time in <see cref="Exchange.Metadata"/> for which the call waited before the attempt that ended it was sent, in ms.</summary>
    public const string WaitedName = "waitedMs";

    private readonly ConcurrentDictionary<string, Counter> _targets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, JsonElement> _numbers = new();

    /// <summary>Counts a call until it is disposed.</summary>
    public Call Enter(string targetId) => new(this, _targets.GetOrAdd(targetId, static _ => new Counter()), time);

    // As many different numbers as there are calls at once: each is written as JSON a single time.
    private JsonElement AsJson(int number) => _numbers.GetOrAdd(number, static value => ToJson(value));

    private static JsonElement ToJson(int number) => JsonSerializer.SerializeToElement(number, CallsJsonContext.Default.Int32);

    /// <summary>One call, and its last attempt.</summary>
    public sealed class Call : CallWatch, IDisposable
    {
        private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

        private readonly CallsInFlight _calls;
        private readonly Counter _counter;
        private readonly TimeProvider _time;
        private readonly long _madeAt;
        private int _inFlight;
        private bool _sent;
        private bool _underWay;
        private long? _endedAt;

        internal Call(CallsInFlight calls, Counter counter, TimeProvider time)
        {
            _calls = calls;
            _counter = counter;
            _time = time;
            StartedAt = time.GetUtcNow();
            Start = _madeAt = time.GetTimestamp();
            _inFlight = Interlocked.Increment(ref counter.Made);
        }

        /// <summary>When the last attempt was sent; when the call was made, where nobody tells of attempts.</summary>
        public DateTimeOffset StartedAt { get; private set; }

        /// <summary>The same as a timestamp.</summary>
        public long Start { get; private set; }

        /// <summary>How long the last attempt has taken, or took.</summary>
        public TimeSpan Duration => _time.GetElapsedTime(Start, _endedAt ?? _time.GetTimestamp());

        public override void Sending()
        {
            Ended();
            _sent = _underWay = true;
            StartedAt = _time.GetUtcNow();
            Start = _time.GetTimestamp();
            _endedAt = null;
            _inFlight = Interlocked.Increment(ref _counter.Sent);
        }

        public override void Ended()
        {
            if (!_underWay) return;
            _underWay = false;
            _endedAt = _time.GetTimestamp();
            Interlocked.Decrement(ref _counter.Sent);
        }

        public Exchange NoteOn(Exchange exchange)
        {
            var metadata = new Dictionary<string, JsonElement>(exchange.Metadata, StringComparer.Ordinal) { [MetadataName] = _calls.AsJson(_inFlight) };
            TimeSpan waited = _time.GetElapsedTime(_madeAt, Start);
            if (_sent && waited >= ShortestWait) metadata[WaitedName] = ToJson((int)Math.Min(waited.TotalMilliseconds, int.MaxValue));
            return exchange with { Metadata = metadata };
        }

        public void Dispose()
        {
            Ended();
            Interlocked.Decrement(ref _counter.Made);
        }
    }

    internal sealed class Counter
    {
        public int Made;
        public int Sent;
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(int))]
internal sealed partial class CallsJsonContext : System.Text.Json.Serialization.JsonSerializerContext;
