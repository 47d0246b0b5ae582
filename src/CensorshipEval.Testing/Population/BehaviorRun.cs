using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>Asks in the drawn order, counts in that order, and stops as soon as it is clear.</summary>
internal sealed class BehaviorRun(BehaviorClaim claim) : IDisposable
{
    private readonly ModelBehaviorOptions _options = claim.Model.Options;
    private readonly PromptAsker _asker = new(claim.Model);
    private readonly List<Trial> _trials = [];
    private readonly BehaviorTests _tests = new(claim);
    private bool _isTelling;

    public async Task<BehaviorResult> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task<DrawnValue>>();
        try
        {
            using IEnumerator<Draw> draws = claim.Order.Draws().Take(claim.Order.Reachable).GetEnumerator();
            string? limit = null;
            while (WhyStop() is null)
            {
                while (limit is null && running.Count < Window(running.Count == 0 ? null : draws.Current))
                {
                    limit = draws.MoveNext()
                        ? _asker.Budget.Reserve(_asker.Target, [.. draws.Current.Units.SelectMany(static unit => unit.Parts).Select(static part => part.Prompt)])
                        : claim.Order.Reachable < (claim.Order.Population ?? int.MaxValue) ? CallBudget.OfCalls(_options) : "all of these prompts were asked";
                    if (limit is null) running.Enqueue(AskAsync(draws.Current, stop.Token, cancellationToken));
                }

                // What is under way when a limit is reached was paid for, and counts.
                if (running.Count == 0) return ResultOf(limit!);
                DrawnValue value = await running.Dequeue().ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                Count(value);
            }

            return ResultOf(WhyStop()!);
        }
        catch (Exception exception) when (!_isTelling && exception is not (OperationCanceledException or ModelBehaviorException or InputException))
        {
            throw BehaviorText.ClientFailed(claim, ResultOf("the client failed"), exception);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (Task<DrawnValue> task in running) await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _trials.AddRange(_asker.Asked.ExceptBy(_trials.Select(static trial => trial.Key), static trial => trial.Key));
        }
    }

    public void Dispose() => _asker.Dispose();

    // One value's calls are made together; several values only where one does not use the concurrency up.
    private int Window(Draw? like) => like is null ? 1 : Math.Max(1, (_options.Concurrency + like.Calls - 1) / like.Calls);

    private void Count(DrawnValue value)
    {
        _trials.AddRange(value.Trials);
        _tests.Add(value);
        _asker.Note(value.Trials);
        if (_options.Progress is null) return;
        // What a listener throws is the listener's, and no failure of the client.
        _isTelling = true;
        _options.Progress.Report(new BehaviorProgress(_tests.Values, _asker.Budget.Made, _tests.Observed!.Value, _tests.Outcome));
        _isTelling = false;
    }

    private string? WhyStop() => _asker.Broken ?? _tests.Outcome switch
    {
        SequentialOutcome.Undecided => null,
        SequentialOutcome.Inconclusive => "no answer of those that are left could show it any more",
        _ => "it is clear",
    };

    private BehaviorResult ResultOf(string why)
    {
        SequentialOutcome outcome = _tests.Outcome is SequentialOutcome.Undecided ? SequentialOutcome.Inconclusive : _tests.Outcome;
        Trial[] counted = [.. _trials];
        return new BehaviorResult(claim, _tests, _trials, counted.Length, _asker)
        {
            Outcome = outcome,
            IsCertain = _tests.IsCertain,
            Why = why,
            Unjudged = counted.Count(static trial => trial.Verdict.IsMissing),
            CouldNotBeMeasured = outcome is SequentialOutcome.Inconclusive && (counted.Length == 0 || _asker.Broken is not null || _tests.RestsOnSilence),
        };
    }

    private async Task<DrawnValue> AskAsync(Draw draw, CancellationToken stop, CancellationToken cancellationToken)
    {
        IReadOnlyList<Trial>[] asked = await Task.WhenAll(
            draw.Units.SelectMany(static unit => unit.Parts).Select(part => _asker.AskAsync(part.Prompt, draw.Sample, _options.FurtherSamplesWhenEmpty, stop, cancellationToken))).ConfigureAwait(false);
        return DrawnValue.Of(draw, asked, claim);
    }
}
