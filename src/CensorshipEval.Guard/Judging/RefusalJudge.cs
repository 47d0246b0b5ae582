using CensorshipEval.Detection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>Judges answers, and never breaks one: whatever fails is logged, counted and without a verdict.</summary>
internal sealed class RefusalJudge(
    IRefusalDetector detector, ILanguageIdentifier languages, TimeSpan timeout, TimeProvider time, Func<Exception, ExchangeError?> blockOf, ILogger logger)
{
    /// <summary>A token that expires after the longest time that anybody is to wait; the caller disposes of its source.</summary>
    public CancellationTokenSource Expiry() => new(timeout, time);

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

    /// <summary>The verdict and the exchange it is about; <see langword="null"/> where there is nothing to judge, or judging failed.</summary>
    public async ValueTask<Judgement?> JudgeAsync(GuardedAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            if (ExchangeOf(answer) is not { } exchange) return null;
            return new Judgement(exchange, await DetectAsync(exchange, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            Fail(exception);
            return null;
        }
    }

    /// <summary>The same of an answer that nobody waits for any more: <see langword="null"/> also where the detector does not answer at once.</summary>
    public async ValueTask<Judgement?> JudgeAtOnceAsync(GuardedAnswer answer)
    {
        try
        {
            if (ExchangeOf(answer) is not { } exchange) return null;
            using var stop = new CancellationTokenSource();
            ValueTask<Verdict> detection = detector.DetectAsync(exchange, stop.Token);
            if (detection.IsCompleted) return new Judgement(exchange, await detection.ConfigureAwait(false));
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

    private Exchange? ExchangeOf(GuardedAnswer answer)
    {
        Exchange? exchange = answer.ToJudge();
        // Of a request of a few letters only the answer tells the language.
        return exchange?.Prompt.Language == LanguageTag.Undetermined && languages.Identify(exchange.Text) is { IsKnown: true } guess
            ? exchange with { Prompt = exchange.Prompt with { Language = guess.Language } }
            : exchange;
    }

    private async ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            ValueTask<Verdict> detection = detector.DetectAsync(exchange, stop.Token);
            return detection.IsCompleted
                ? await detection.ConfigureAwait(false)
                : await detection.AsTask().WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
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
        string type = exception is TimeoutException ? "timeout" : exception.GetType().FullName ?? "_OTHER";
        GuardLog.NotJudged(logger, exception, type);
        GuardInstruments.Failures.Add(1, new KeyValuePair<string, object?>("error.type", type));
    }
}
