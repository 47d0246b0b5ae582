using CensorshipEval.Detection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>Judges answers, and never breaks one: whatever fails is logged, counted and without a verdict.</summary>
internal sealed class RefusalJudge(
    IRefusalDetector detector, ILanguageIdentifier languages, TimeSpan timeout, TimeProvider time, Func<Exception, ExchangeError?> blockOf, ILogger logger)
{
    public GuardedAnswer? Begin(IReadOnlyList<ChatMessage> messages, ChatOptions? options, ChatClientMetadata? metadata)
    {
        try
        {
            return new GuardedAnswer(new GuardedRequest(messages, options, metadata, languages));
        }
        catch (Exception exception)
        {
            Fail(exception);
            return null;
        }
    }

    /// <summary>Whether the answer can still be judged with this update.</summary>
    public bool TrySee(GuardedAnswer answer, ChatResponseUpdate update)
    {
        try
        {
            answer.See(update);
            return true;
        }
        catch (Exception exception)
        {
            Fail(exception);
            return false;
        }
    }

    public bool TrySee(GuardedAnswer answer, ChatResponse response)
    {
        try
        {
            answer.See(response);
            return true;
        }
        catch (Exception exception)
        {
            Fail(exception);
            return false;
        }
    }

    /// <summary>Whether the exception of a client is a block, which ends the answer: then it can be judged with it.</summary>
    public bool TryFail(GuardedAnswer answer, Exception exception)
    {
        try
        {
            return exception is not OperationCanceledException && blockOf(exception) is { } error && answer.TryFail(error);
        }
        catch (Exception failure)
        {
            Fail(failure);
            return false;
        }
    }

    /// <summary>
    /// The verdict and the exchange it is about; <see langword="null"/> where there is nothing to judge, or judging failed, and of an answer of which more may come
    /// also where nothing is certain yet.
    /// </summary>
    public async ValueTask<Judgement?> JudgeAsync(GuardedAnswer answer, bool isWhole, CancellationToken cancellationToken)
    {
        try
        {
            if (ToJudge(answer) is not { } exchange || (isWhole ? exchange : OpeningEnd.Certain(exchange)) is not { } certain) return null;
            return new Judgement(exchange, await DetectAsync(certain, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            Fail(exception);
            return null;
        }
    }

    /// <summary>
    /// The verdict on an answer that nobody waits for any more, told to its end or not: <see langword="null"/> also where the detector does not answer at once, and
    /// where more may have come and what did is no refusal.
    /// </summary>
    public async ValueTask<Verdict?> JudgeAtOnceAsync(Exchange exchange, bool isWhole)
    {
        try
        {
            if ((isWhole ? exchange : OpeningEnd.Certain(exchange)) is not { } certain) return null;
            using var stop = new CancellationTokenSource();
            ValueTask<Verdict> detection = detector.DetectAsync(certain, stop.Token);
            if (detection.IsCompleted) return await detection.ConfigureAwait(false) is { } verdict && (isWhole || verdict.IsHardRefusal) ? verdict : null;
            // What it throws later is seen by nobody.
            _ = detection.AsTask().ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await stop.CancelAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            Fail(exception);
            return null;
        }
    }

    /// <summary>What is to be judged; <see langword="null"/> where there is nothing, or it could not be put together.</summary>
    public Exchange? ToJudge(GuardedAnswer answer)
    {
        try
        {
            Exchange? exchange = answer.ToJudge();
            // Of a request of a few letters only the answer tells the language.
            return exchange?.Prompt.Language == LanguageTag.Undetermined && languages.Identify(exchange.Text) is { IsKnown: true } guess
                ? exchange with { Prompt = exchange.Prompt with { Language = guess.Language } }
                : exchange;
        }
        catch (Exception exception)
        {
            Fail(exception);
            return null;
        }
    }

    private async ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            ValueTask<Verdict> detection = detector.DetectAsync(exchange, stop.Token);
            Verdict? verdict = detection.IsCompleted
                ? await detection.ConfigureAwait(false)
                : await detection.AsTask().WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
            return verdict ?? throw new InvalidOperationException($"The detector '{detector.Id}' gave no verdict.");
        }
        catch (TimeoutException)
        {
            // A detector that does not listen goes on alone.
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            stop.Dispose();
        }
    }

    private void Fail(Exception exception)
    {
        string type = exception is TimeoutException ? "timeout" : GuardInstruments.TypeOf(exception);
        GuardLog.NotJudged(logger, exception, type);
        GuardInstruments.CountFailure(type);
    }
}
