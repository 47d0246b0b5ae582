using System.Collections.Concurrent;
using CensorshipEval.Analysis;
using CensorshipEval.Running;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>Asks in the drawn order, counts in that order, and stops as soon as it is clear.</summary>
internal sealed class BehaviorRun : IDisposable
{
    public const string RunId = "assertion";

    // A host that is gone is not asked a thousand times.
    private const int MostFailuresInARow = 5;

    // Far above every ordinary sample of a prompt.
    private const int FurtherSamples = 100_000;

    private readonly BehaviorClaim _claim;
    private readonly ModelBehaviorOptions _options;
    private readonly ChatClientSource _source;
    private readonly AnswerJudge _judge;
    private readonly CallBudget _budget;
    private readonly SemaphoreSlim _inFlight;
    private readonly Target _target;
    private readonly List<Trial> _trials = [];
    private readonly ConcurrentQueue<Trial> _asked = new();
    private readonly List<DrawnValue> _values = [];
    private readonly SequentialRateTest _low;
    private readonly SequentialRateTest _high;
    private int _failuresInARow;

    public BehaviorRun(BehaviorClaim claim)
    {
        _claim = claim;
        _options = claim.Model.Options;
        IChatClient client = claim.Model.Client;
        _target = ClientIdentity.Of(client, _options.Model, _options.SystemPrompt, _options.Sampling);
        IChatClient asked = ClientIdentity.Asked(client, _target, _options.Model);
        _source = new ChatClientSource(_ => asked, _options.Stream);
        _judge = new AnswerJudge(_options.Detector ?? SingleAnswer.DefaultDetector);
        _budget = new CallBudget(_options);
        _inFlight = new SemaphoreSlim(_options.Concurrency);
        // What could not be judged counts as the worst for the claim when it is to hold, and as the best when it is to fail: so neither rests on silence.
        _low = new SequentialRateTest(claim.Sequential);
        _high = new SequentialRateTest(claim.Sequential);
    }

    private SequentialRateTest Worst => _claim.IsAtMost ? _high : _low;

    private SequentialRateTest Best => _claim.IsAtMost ? _low : _high;

    public async Task<BehaviorResult> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task<DrawnValue>>();
        try
        {
            using IEnumerator<Draw> draws = _claim.Order.Draws().Take(_claim.Order.Reachable).GetEnumerator();
            string? limit = null;
            while (WhyStop() is null)
            {
                while (limit is null && running.Count < Window(running.Count == 0 ? null : draws.Current))
                {
                    limit = draws.MoveNext()
                        ? _budget.Reserve(_target, [.. draws.Current.Units.SelectMany(static unit => unit.Parts).Select(static part => part.Prompt)])
                        : _claim.Order.Reachable < (_claim.Order.Population ?? int.MaxValue) ? CallBudget.OfCalls(_options) : "all of these prompts were asked";
                    if (limit is null) running.Enqueue(AskAsync(draws.Current, stop.Token));
                }

                // What is under way when a limit is reached was paid for, and counts.
                if (running.Count == 0) return ResultOf(limit!);
                Count(await running.Dequeue().ConfigureAwait(false));
            }

            return ResultOf(WhyStop()!);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ModelBehaviorException or InputException))
        {
            throw BehaviorText.ClientFailed(_claim, ResultOf("the client failed"), exception);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (Task<DrawnValue> task in running) await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _trials.AddRange(_asked.ExceptBy(_trials.Select(static trial => trial.Key), static trial => trial.Key));
        }
    }

    public void Dispose() => _inFlight.Dispose();

    // One value's calls are made together; several values only where one does not use the concurrency up.
    private int Window(Draw? like) => like is null ? 1 : Math.Max(1, (_options.Concurrency + like.Calls - 1) / like.Calls);

    private void Count(DrawnValue value)
    {
        _trials.AddRange(value.Trials);
        _values.Add(value);
        _low.Add(value.Low);
        _high.Add(value.High);
        _failuresInARow = value.OnlyFailures ? _failuresInARow + 1 : 0;
        _options.Progress?.Report(new BehaviorProgress(_values.Count, _budget.Made, new Interval(_low.Mean!.Value, _high.Mean!.Value), Outcome()));
    }

    private SequentialOutcome Outcome() =>
        Worst.Outcome is SequentialOutcome.Holds ? SequentialOutcome.Holds
        : Best.Outcome is SequentialOutcome.Fails ? SequentialOutcome.Fails
        : Worst.Outcome is SequentialOutcome.Undecided || Best.Outcome is SequentialOutcome.Undecided ? SequentialOutcome.Undecided
        : SequentialOutcome.Inconclusive;

    private string? WhyStop()
    {
        if (_failuresInARow >= MostFailuresInARow) return $"{MostFailuresInARow} times in a row every call failed";
        return Outcome() switch
        {
            SequentialOutcome.Undecided => null,
            SequentialOutcome.Inconclusive => "no answer of those that are left could show it any more",
            _ => "it is clear",
        };
    }

    private BehaviorResult ResultOf(string why)
    {
        SequentialOutcome outcome = Outcome() is SequentialOutcome.Undecided ? SequentialOutcome.Inconclusive : Outcome();
        int unjudged = _values.Sum(static value => value.Unjudged);
        return new BehaviorResult(_claim, _low, _high, _trials, _budget, _judge.Id, _target)
        {
            Outcome = outcome,
            IsCertain = outcome is SequentialOutcome.Holds ? Worst.IsCertain : outcome is SequentialOutcome.Fails && Best.IsCertain,
            Why = why,
            Unjudged = unjudged,
            CouldNotBeMeasured = outcome is SequentialOutcome.Inconclusive && (_values.Count == 0 || _failuresInARow >= MostFailuresInARow || (unjudged > 0 && Worst.Outcome != Best.Outcome)),
        };
    }

    private async Task<DrawnValue> AskAsync(Draw draw, CancellationToken cancellationToken)
    {
        IReadOnlyList<Trial>[] asked = await Task.WhenAll(
            draw.Units.SelectMany(static unit => unit.Parts).Select(part => AskAsync(part.Prompt, draw.Sample, cancellationToken))).ConfigureAwait(false);
        return DrawnValue.Of(draw, asked, _claim);
    }

    private async Task<IReadOnlyList<Trial>> AskAsync(Prompt prompt, int sample, CancellationToken cancellationToken)
    {
        var trials = new List<Trial>();
        for (int further = 0; ; further++)
        {
            var key = new TrialKey(RunId, _target.Id, prompt.Id, sample + (further * FurtherSamples));
            await _inFlight.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                Exchange exchange = await _source.ObtainAsync(new TrialRequest(key, _target, prompt), cancellationToken).ConfigureAwait(false);
                _budget.Count(exchange);
                // What was received was paid for, and is kept.
                trials.Add(await _judge.JudgeAsync(exchange, CancellationToken.None).ConfigureAwait(false));
                _asked.Enqueue(trials[^1]);
            }
            finally
            {
                _inFlight.Release();
            }

            if (trials[^1].Verdict.Delivery is not Delivery.EmptyStop || further >= _options.FurtherSamplesWhenEmpty || _budget.Reserve(_target, prompt) is not null) return trials;
        }
    }
}
