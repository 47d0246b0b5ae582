using System.Collections.Concurrent;
using CensorshipEval.Running;

namespace CensorshipEval.Tests.Running;

/// <summary>Answers as told and remembers what it was asked.</summary>
internal sealed class CountingSource(Func<TrialRequest, Exchange> answer) : IExchangeSource
{
    private readonly ConcurrentQueue<TrialKey> _asked = new();
    private int _calls;

    public CountingSource()
        : this(static request => Answer(request, "A plain answer about the matter, as one would give it."))
    {
    }

    public IReadOnlyList<TrialKey> Asked => [.. _asked];

    /// <summary>Calls beyond this many stay in flight until they are cancelled; all are answered by default.</summary>
    public int AnswersAtMost { get; init; } = int.MaxValue;

    public async ValueTask<Exchange> ObtainAsync(TrialRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _asked.Enqueue(request.Key);
        if (Interlocked.Increment(ref _calls) > AnswersAtMost) await Task.Delay(Timeout.Infinite, cancellationToken);
        return answer(request);
    }

    public static Exchange Answer(TrialRequest request, string text) =>
        new() { Key = request.Key, Target = request.Target, Prompt = request.Prompt, Text = text, FinishReason = "stop" };

    public static Exchange Failure(TrialRequest request) =>
        Answer(request, "") with { FinishReason = null, Error = new ExchangeError { Code = "connection", Message = "refused" } };
}
