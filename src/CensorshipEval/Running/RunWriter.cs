using System.Threading.Channels;

namespace CensorshipEval.Running;

/// <summary>
/// Writes for many workers through one transaction at a time: whatever has gathered while the last one was committed goes into the next.
/// A worker that waits for its exchange to be committed before it asks on keeps the calls that a crash repeats to those in flight.
/// </summary>
internal sealed class RunWriter : IAsyncDisposable
{
    private const int MostPerTransaction = 512;

    private readonly IRunStore _store;
    private readonly Channel<Item> _items = Channel.CreateBounded<Item>(new BoundedChannelOptions(4 * MostPerTransaction) { SingleReader = true });
    private readonly Task _writing;

    public RunWriter(IRunStore store)
    {
        _store = store;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Returns when the exchange is safe, and the attempts that failed before it with it.</summary>
    public Task WriteAsync(Exchange exchange, IReadOnlyList<Attempt> attempts) =>
        WriteAndWaitAsync(new Item { Exchange = exchange, Attempts = attempts, Done = NewPromise() });

    /// <summary>Returns when the attempts are safe.</summary>
    public Task WriteAsync(IReadOnlyList<Attempt> attempts) => WriteAndWaitAsync(new Item { Attempts = attempts, Done = NewPromise() });

    /// <summary>Returns when the judgement waits its turn: if it is lost in a crash, the stored exchange is judged again.</summary>
    public ValueTask WriteAsync(Trial trial) => EnqueueAsync(new Item { Trial = trial });

    /// <summary>Writes what has gathered.</summary>
    public async ValueTask DisposeAsync()
    {
        _items.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    private static TaskCompletionSource NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WriteAndWaitAsync(Item item)
    {
        await EnqueueAsync(item).ConfigureAwait(false);
        await item.Done!.Task.ConfigureAwait(false);
    }

    private async ValueTask EnqueueAsync(Item item)
    {
        try
        {
            await _items.Writer.WriteAsync(item).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } cause)
        {
            // What closed it is the news.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
        }
    }

    private async Task WriteAllAsync()
    {
        var items = new List<Item>(MostPerTransaction);
        try
        {
            while (await _items.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                items.Clear();
                while (items.Count < MostPerTransaction && _items.Reader.TryRead(out Item item)) items.Add(item);
                await _store.WriteAsync(BatchOf(items)).ConfigureAwait(false);
                foreach (Item item in items) item.Done?.SetResult();
            }
        }
        catch (Exception exception)
        {
            _items.Writer.TryComplete(exception);
            foreach (Item item in items) item.Done?.TrySetException(exception);
            while (_items.Reader.TryRead(out Item item)) item.Done?.TrySetException(exception);
            throw;
        }
    }

    private static RunBatch BatchOf(List<Item> items)
    {
        var exchanges = new List<Exchange>();
        var attempts = new List<Attempt>();
        var verdicts = new List<KeyedVerdict>();
        var measurements = new List<KeyedMeasurement>();
        foreach (Item item in items)
        {
            if (item.Exchange is not null) exchanges.Add(item.Exchange);
            if (item.Attempts is not null) attempts.AddRange(item.Attempts);
            if (item.Trial is not { } trial) continue;
            verdicts.Add(new KeyedVerdict(trial.Key, trial.Verdict));
            foreach (Measurement measurement in trial.Measurements) measurements.Add(new KeyedMeasurement(trial.Key, measurement));
        }

        return new RunBatch { Exchanges = exchanges, Attempts = attempts, Verdicts = verdicts, Measurements = measurements };
    }

    private readonly struct Item
    {
        public Exchange? Exchange { get; init; }

        public IReadOnlyList<Attempt>? Attempts { get; init; }

        public Trial? Trial { get; init; }

        public TaskCompletionSource? Done { get; init; }
    }
}
