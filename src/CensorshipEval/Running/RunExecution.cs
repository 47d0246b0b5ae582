using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CensorshipEval.Detection;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Running;

/// <summary>One carrying-out of a plan: a feeder and a few workers per target, one writer, one stream of trials.</summary>
internal sealed class RunExecution(
    IRunStore store, TrialJudge judge, EvaluationPlan plan, IExchangeSource source, EvaluationRunnerOptions options, ILogger logger)
{
    private readonly RemainingWork _remaining = new(store, source, plan, judge.Judges);
    private readonly Dictionary<string, Prompt> _prompts = plan.Prompts.ToDictionary(static prompt => prompt.Id, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TrialKey, int> _attempts = new();
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);
    private readonly Channel<Trial> _trials = Channel.CreateBounded<Trial>(1_024);
    private Exception? _failure;

    public async IAsyncEnumerable<Trial> RunAsync(string runId, bool isNew, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!isNew)
        {
            await foreach (Attempt attempt in store.ReadAttemptsAsync(runId, cancellationToken).ConfigureAwait(false))
                _attempts[attempt.Exchange.Key] = attempt.Number;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task working = WorkAsync(runId, isNew, stop);
        try
        {
            await foreach (Trial trial in _trials.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return trial;
        }
        finally
        {
            // Also when the caller stops listening: nothing received is lost, and the lease is not given up before all is written.
            await stop.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(string runId, bool isNew, CancellationTokenSource stop)
    {
        try
        {
            var writer = new RunWriter(store);
            await using (writer.ConfigureAwait(false))
                await Task.WhenAll(plan.Targets.Select(target => StopOnFailureAsync(AskAsync(runId, target, isNew, writer, stop), stop))).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The one that began it, not the cancellations that it caused.
            _trials.Writer.TryComplete(_failure ?? exception);

            // Nobody may be listening any more, but a store that failed must not pass for one that kept everything.
            if (_failure is RunStoreException failure) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
        finally
        {
            _trials.Writer.TryComplete();
        }
    }

    private async Task AskAsync(string runId, Target target, bool isNew, RunWriter writer, CancellationTokenSource stop)
    {
        var work = Channel.CreateBounded<TrialWork>(2 * options.Concurrency);
        Task feeding = FeedAsync(runId, target, isNew, work.Writer, stop.Token);
        IEnumerable<Task> workers = Enumerable.Range(0, options.Concurrency)
            .Select(_ => Task.Run(() => WorkOffAsync(target, work.Reader, writer, stop.Token), stop.Token));
        await Task.WhenAll([StopOnFailureAsync(feeding, stop), .. workers.Select(worker => StopOnFailureAsync(worker, stop))]).ConfigureAwait(false);
    }

    private async Task FeedAsync(string runId, Target target, bool isNew, ChannelWriter<TrialWork> work, CancellationToken cancellationToken)
    {
        try
        {
            if (isNew)
            {
                foreach (TrialWork item in _remaining.All(runId, target)) await work.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await foreach (TrialWork item in _remaining.LeftAsync(runId, target, cancellationToken).ConfigureAwait(false))
                    await work.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            work.TryComplete();
        }
    }

    private async Task WorkOffAsync(Target target, ChannelReader<TrialWork> work, RunWriter writer, CancellationToken cancellationToken)
    {
        await foreach (TrialWork item in work.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            for (TrialWork? next = item; next is { } current;)
            {
                if (current.Stored is null && IsOutOfReach(current.Key)) break;
                Trial trial = await DoAsync(target, current, writer, cancellationToken).ConfigureAwait(false);
                await _trials.Writer.WriteAsync(trial, cancellationToken).ConfigureAwait(false);
                next = trial.Verdict.Delivery is Delivery.EmptyStop
                    ? await _remaining.FurtherAsync(current, cancellationToken).ConfigureAwait(false)
                    : null;
            }
        }
    }

    // A stored run that is only judged again asks nothing, and a recording that failed once has nothing else to give.
    private bool IsOutOfReach(TrialKey key) => source is StoredExchangesOnly || (source.IsRecorded && _attempts.ContainsKey(key));

    private async Task<Trial> DoAsync(Target target, TrialWork work, RunWriter writer, CancellationToken cancellationToken)
    {
        Exchange exchange = work.Stored
            ?? await source.ObtainAsync(new TrialRequest(work.Key, target, _prompts[work.Key.PromptId]), cancellationToken).ConfigureAwait(false);

        // From here on nothing is cancelled: what was received is stored.
        if (work.Stored is null && exchange.Error is not null && DeliverySignals.Observe(exchange).Delivery is Delivery.TransportError)
        {
            int number = _attempts.AddOrUpdate(work.Key, 1, static (_, earlier) => earlier + 1);
            await writer.WriteAsync(new Attempt(exchange, number)).ConfigureAwait(false);
            return new Trial { Exchange = exchange, Verdict = Verdict.OfFailedTransport(judge.Judges.Detector) };
        }

        if (work.Stored is null) await writer.WriteAsync(exchange).ConfigureAwait(false);
        Trial trial = await judge.JudgeAsync(exchange, CancellationToken.None).ConfigureAwait(false);
        await writer.WriteAsync(trial).ConfigureAwait(false);
        if (trial.Verdict.Delivery is Delivery.Unknown && _warned.TryAdd(exchange.FinishReason ?? "", true))
            RunLog.UnknownFinishReason(logger, exchange.FinishReason ?? "", target.Id);
        return trial;
    }

    private async Task StopOnFailureAsync(Task task, CancellationTokenSource stop)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (exception is not OperationCanceledException) Interlocked.CompareExchange(ref _failure, exception, null);
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
