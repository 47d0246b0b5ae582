using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CensorshipEval.Clients;
using CensorshipEval.Detection;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Running;

/// <summary>One carrying-out of a plan: a feeder and a few workers per target, one writer, one stream of trials.</summary>
internal sealed class RunExecution(
    IRunStore store, TrialJudge judge, EvaluationPlan plan, IExchangeSource source, EvaluationRunnerOptions options, ILogger logger)
{
    private const int MostWarnings = 100;
    private const int LongestReason = 200;

    private readonly RemainingWork _remaining = new(store, source, plan, judge.Judges);
    private readonly Dictionary<string, Prompt> _prompts = plan.Prompts.ToDictionary(static prompt => prompt.Id, StringComparer.Ordinal);
    private readonly FailedAttempts _attempts = new(source, logger);
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);
    private readonly Channel<Trial> _trials = Channel.CreateBounded<Trial>(1_024);
    private readonly RunCounts _counts = new();
    private Exception? _failure;

    public async IAsyncEnumerable<Trial> RunAsync(string runId, bool isNew, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!isNew)
        {
            await foreach (Attempt attempt in store.ReadAttemptsAsync(runId, cancellationToken).ConfigureAwait(false))
                _attempts.Add(attempt);
        }

        // Calls are spans below it: the workers begin while it is the current one.
        using Activity? activity = RunTelemetry.Start(runId, plan);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task working = WorkAsync(runId, isNew, stop);
        bool toItsEnd = false;
        try
        {
            await foreach (Trial trial in _trials.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return trial;
            toItsEnd = true;
        }
        finally
        {
            // Also when the caller stops listening: nothing received is lost, and the lease is not given up before all is written.
            await stop.CancelAsync().ConfigureAwait(false);
            try
            {
                await working.ConfigureAwait(false);
            }
            finally
            {
                if (toItsEnd) RunLog.Finished(logger, runId, _counts.Trials, _counts.FailedTrials, _counts.FailedAttempts);
                else RunLog.Stopped(logger, runId, _counts.Trials, Reason(cancellationToken));
                RunTelemetry.End(activity, _counts, _failure);
            }
        }
    }

    // By names and codes: what an exception says may hold a provider's words, and it reaches the caller anyway.
    private string Reason(CancellationToken cancellationToken) => _failure switch
    {
        ChatEndpointException endpoint => $"the endpoint refuses calls, HTTP status {(int)endpoint.Status}, code {endpoint.Code ?? "none"}",
        { } failure => $"an error, {failure.GetType().Name}",
        null => cancellationToken.IsCancellationRequested ? "it was cancelled" : "the caller stopped listening",
    };

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
        int concurrency = options.ConcurrencyOf?.Invoke(target) ?? options.Concurrency;
        var work = Channel.CreateBounded<TrialWork>(2 * concurrency);
        Task feeding = FeedAsync(runId, target, isNew, work.Writer, stop.Token);
        IEnumerable<Task> workers = Enumerable.Range(0, concurrency)
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
    private bool IsOutOfReach(TrialKey key) => source is StoredExchangesOnly || (source.IsRecorded && _attempts.Any(key));

    private async Task<Trial> DoAsync(Target target, TrialWork work, RunWriter writer, CancellationToken cancellationToken)
    {
        Exchange exchange = work.Stored
            ?? await source.ObtainAsync(new TrialRequest(work.Key, target, _prompts[work.Key.PromptId]), cancellationToken).ConfigureAwait(false);

        // From here on nothing is cancelled: what was received is stored.
        if (work.Stored is null)
        {
            bool failed = exchange.Error is not null && DeliverySignals.Observe(exchange).Delivery is Delivery.TransportError;
            List<Attempt> attempts = _attempts.Of(exchange, failed);
            _counts.AddFailedAttempts(attempts.Count);
            if (failed)
            {
                await writer.WriteAsync(attempts).ConfigureAwait(false);
                return Counted(new Trial { Exchange = exchange, Verdict = Verdict.OfFailedTransport(judge.Judges.Detector) });
            }

            await writer.WriteAsync(exchange, attempts).ConfigureAwait(false);
        }

        Trial trial = await judge.JudgeAsync(exchange, CancellationToken.None).ConfigureAwait(false);
        await writer.WriteAsync(trial).ConfigureAwait(false);
        if (trial.Verdict.Delivery is Delivery.Unknown) Warn(exchange.FinishReason ?? "", target);
        return Counted(trial);
    }

    // A server that invents reasons must fill neither the memory nor the log.
    private void Warn(string finishReason, Target target)
    {
        string shown = finishReason.Length <= LongestReason ? finishReason : finishReason[..LongestReason] + "…";
        if (_warned.Count < MostWarnings && _warned.TryAdd(shown, true)) RunLog.UnknownFinishReason(logger, shown, target.Id);
    }

    private Trial Counted(Trial trial)
    {
        _counts.Add(trial);
        RunTelemetry.Count(trial);
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
