using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>Asks every prompt the same number of times, round by round.</summary>
internal sealed class MeasurementRun(ModelUnderTest model, PromptsToAsk prompts, MeasuredBehavior behavior, string test) : IDisposable
{
    private readonly ModelBehaviorOptions _options = model.Options;
    private readonly PromptAsker _asker = new(model);

    public async Task<BehaviorMeasurement> RunAsync(int samples, CancellationToken cancellationToken)
    {
        Prompt[] all = [.. behavior.Prompts];
        MustFit((long)all.Length * samples, all);
        var answers = all.ToDictionary(static prompt => prompt, static _ => new List<Trial>(), (IEqualityComparer<Prompt>)ReferenceEqualityComparer.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<(Prompt Prompt, Task<IReadOnlyList<Trial>> Asking)>();
        try
        {
            // Whole rounds, one after the other: what changes in the meantime changes for all alike.
            foreach ((int sample, Prompt prompt) in Enumerable.Range(0, samples).SelectMany(sample => all.Select(prompt => (sample, prompt))))
            {
                if (running.Count == _options.Concurrency) await TakeAsync().ConfigureAwait(false);
                if (_asker.Budget.Reserve(_asker.Target, prompt) is { } limit) throw Failure($"Not every prompt could be asked: {limit}.", "allow more (MaxCalls, MaxCost), or ask for fewer samples");
                running.Enqueue((prompt, _asker.AskAsync(prompt, sample, further: 0, stop.Token, cancellationToken)));
            }

            while (running.Count > 0) await TakeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ModelBehaviorException or InputException))
        {
            string message = new FailureText($"The {behavior.Name} is not known: the client failed.").AddThrown(exception, _options.Stream)
                .Add("model", FailureText.Bounded(_asker.Target.Model, 100)).Add("again", FailureText.Again(test)).ToString();
            throw new ModelBehaviorException(FailureKind.NotMeasured, message, exception) { Trials = new ExchangeList([.. _asker.Asked]) };
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach ((_, Task asking) in running) await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return new BehaviorMeasurement(behavior, prompts, _options, [.. all.SelectMany(prompt => answers[prompt])], _asker) { Observed = Mean(answers) };

        async Task TakeAsync()
        {
            (Prompt prompt, Task<IReadOnlyList<Trial>> asking) = running.Dequeue();
            IReadOnlyList<Trial> trials = await asking.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            answers[prompt].AddRange(trials);
            _asker.Note(trials);
            if (_asker.Broken is { } broken) throw Failure($"The {behavior.Name} is not known: {broken}.", null, [.. trials]);
        }
    }

    public void Dispose() => _asker.Dispose();

    private Interval Mean(Dictionary<Prompt, List<Trial>> answers)
    {
        double low = 0, high = 0;
        foreach (AskedPart part in behavior.Units.SelectMany(static unit => unit.Parts))
        {
            Interval share = DrawnValue.Share(answers[part.Prompt], behavior.Counts);
            low += part.Sign > 0 ? share.Low : -share.High;
            high += part.Sign > 0 ? share.High : -share.Low;
        }

        return new Interval(low / behavior.Units.Count, high / behavior.Units.Count);
    }

    private void MustFit(long calls, Prompt[] all)
    {
        int affordable = CallBudget.Affordable(_options, _asker.Target, all, out _);
        if (calls <= affordable) return;
        string room = affordable < _options.MaxCalls ? $"a cost of {_options.MaxCost!.Value.ToString(CultureInfo.InvariantCulture)} is expected to pay for {affordable:N0}" : string.Create(CultureInfo.InvariantCulture, $"{affordable:N0} are allowed");
        string text = new FailureText("Not every prompt could be asked so often. Nothing was asked.").Add("needed", string.Create(CultureInfo.InvariantCulture, $"{calls:N0} calls")).Add("at hand", room)
            .Add("do", "allow more (MaxCalls, MaxCost), or ask for fewer samples").Add("again", FailureText.Again(test)).ToString();
        throw new ModelBehaviorException(FailureKind.CannotDecide, text);
    }

    private ModelBehaviorException Failure(string sentence, string? repair, params IReadOnlyList<Trial> shown)
    {
        var text = new FailureText(sentence).Add("do", repair);
        foreach (Trial trial in shown.Take(1)) TrialText.AddTo(text, trial);
        return new ModelBehaviorException(FailureKind.NotMeasured, text.Add("again", FailureText.Again(test)).ToString()) { Trials = new ExchangeList([.. _asker.Asked]) };
    }
}
