using System.Collections.Concurrent;
using CensorshipEval.Running;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>Asks prompts within the concurrency that is allowed, counts what is sent, and has the answers judged.</summary>
internal sealed class PromptAsker : IDisposable
{
    public const string RunId = "assertion";

    // A host that is gone, or a judge that is broken, is not asked a thousand times.
    private const int MostFailuresInARow = 5;

    // Far above every ordinary sample of a prompt.
    private const int FurtherSamples = 100_000;

    private readonly ModelBehaviorOptions _options;
    private readonly ChatClientSource _source;
    private readonly AnswerJudge _judge;
    private readonly SemaphoreSlim _inFlight;
    private readonly ConcurrentQueue<Trial> _asked = new();
    private int _failuresInARow;

    public PromptAsker(ModelUnderTest model)
    {
        _options = model.Options;
        Target = TargetOf(model);
        IChatClient asked = ClientIdentity.Asked(model.Client, Target, _options.Model);
        _source = new ChatClientSource(_ => asked, _options.Stream);
        _judge = new AnswerJudge(_options.Detector ?? SingleAnswer.DefaultDetector);
        Budget = new CallBudget(_options);
        _inFlight = new SemaphoreSlim(_options.Concurrency);
    }

    public Target Target { get; }

    public CallBudget Budget { get; }

    public ComponentId Judge => _judge.Id;

    /// <summary>Everything that came back, in the order in which it did.</summary>
    public IEnumerable<Trial> Asked => _asked;

    /// <summary>Why nobody is asked any more; <see langword="null"/> while somebody is.</summary>
    public string? Broken { get; private set; }

    public static Target TargetOf(ModelUnderTest model) => ClientIdentity.Of(model.Client, model.Options.Model, model.Options.SystemPrompt, model.Options.Sampling);

    public void Dispose() => _inFlight.Dispose();

    /// <summary>Takes note of whether a value has but failed calls, or but failures of the judge.</summary>
    public void Note(IReadOnlyList<Trial> trials)
    {
        bool isLost = trials.All(static trial => trial.Verdict.Delivery is Delivery.TransportError), isUnjudged = trials.All(AnswerJudge.Failed);
        _failuresInARow = isLost || isUnjudged ? _failuresInARow + 1 : 0;
        if (_failuresInARow >= MostFailuresInARow) Broken = $"{MostFailuresInARow} times in a row {(isUnjudged ? "the judge failed" : "every call failed")}";
    }

    /// <param name="prompt">What to ask; its call is reserved.</param>
    /// <param name="sample">Which sample, from 0.</param>
    /// <param name="further">How many further samples to ask of what comes back empty.</param>
    /// <param name="stop">Gives up calls that nobody needs any more.</param>
    /// <param name="cancellationToken">The caller's own: what was received was paid for, and is judged unless the caller says no.</param>
    public async Task<IReadOnlyList<Trial>> AskAsync(Prompt prompt, int sample, int further, CancellationToken stop, CancellationToken cancellationToken)
    {
        var trials = new List<Trial>();
        for (int time = 0; ; time++)
        {
            var key = new TrialKey(RunId, Target.Id, prompt.Id, sample + (time * FurtherSamples));
            await _inFlight.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                stop.ThrowIfCancellationRequested();
                Exchange exchange = await ObtainAsync(new TrialRequest(key, Target, prompt), stop).ConfigureAwait(false);
                trials.Add(await _judge.JudgeAsync(exchange, cancellationToken).ConfigureAwait(false));
                _asked.Enqueue(trials[^1]);
            }
            finally
            {
                _inFlight.Release();
            }

            if (trials[^1].Verdict.Delivery is not Delivery.EmptyStop || time >= further || stop.IsCancellationRequested || Budget.Reserve(Target, prompt) is not null) return trials;
        }
    }

    private async Task<Exchange> ObtainAsync(TrialRequest request, CancellationToken stop)
    {
        Budget.Send();
        try
        {
            Exchange exchange = await _source.ObtainAsync(request, stop).ConfigureAwait(false);
            Budget.Receive(exchange);
            return exchange;
        }
        catch
        {
            Budget.GiveUp(request.Target, request.Prompt);
            throw;
        }
    }
}
