using CensorshipEval.Detection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>Judges answers, and never breaks one: whatever fails is logged, counted and without a verdict.</summary>
internal sealed class RefusalJudge(IRefusalDetector detector, ILanguageIdentifier languages, TimeSpan timeout, TimeProvider time, ILogger logger)
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

    /// <summary>The verdict and the exchange it is about; <see langword="null"/> where there is nothing to judge, or judging failed.</summary>
    public async ValueTask<Judgement?> JudgeAsync(GuardedAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            if (answer.ToJudge() is not { } exchange) return null;
            // Of a request of a few letters only the answer tells the language.
            if (exchange.Prompt.Language == LanguageTag.Undetermined && languages.Identify(exchange.Text) is { IsKnown: true } guess)
                exchange = exchange with { Prompt = exchange.Prompt with { Language = guess.Language } };
            return new Judgement(exchange, await DetectAsync(exchange, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
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
