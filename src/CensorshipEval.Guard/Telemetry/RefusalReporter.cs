using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>Tells of a verdict: counters, the event, the app's own handler.</summary>
internal sealed class RefusalReporter(RefusalGuardOptions options, ILogger logger)
{
    private const int MostLanguages = 64;

    private readonly BoundedNames _models = new(options.MaxModels);
    private readonly BoundedNames _languages = new(MostLanguages);

    public async ValueTask TellAsync(Judgement judgement, GuardedAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            Write(judgement, answer, isFinished: true);
            if (judgement.Verdict.IsHardRefusal && options.OnRefusal is { } handler) await handler(NoticeOf(judgement, answer), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            Fail(exception);
        }
    }

    /// <summary>Tells of an answer that nobody waits for any more: the handler is waited for until the token expires, and no longer.</summary>
    public async ValueTask TellOfLeftAsync(Judgement judgement, GuardedAnswer answer, bool isFinished, CancellationToken expiry)
    {
        try
        {
            Write(judgement, answer, isFinished);
            if (judgement.Verdict.IsHardRefusal && options.OnRefusal is { } handler) await handler(NoticeOf(judgement, answer), expiry).AsTask().WaitAsync(expiry).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>Counts an answer that was cut off before it could be told what it was: so the share of refusals among the unfinished is one, too.</summary>
    public void CountUnfinished(Judgement judgement, GuardedAnswer answer) =>
        Count(judgement with { Verdict = new Verdict { Detector = judgement.Verdict.Detector, Delivery = Delivery.Unknown } }, answer, isFinished: false);

    private void Write(Judgement judgement, GuardedAnswer answer, bool isFinished)
    {
        Count(judgement, answer, isFinished);
        EvaluationEvent.Write(judgement, answer, options.RecordContent, logger);
    }

    private void Fail(Exception exception)
    {
        string type = exception.GetType().FullName ?? "_OTHER";
        GuardLog.HandlerFailed(logger, exception, type);
        GuardInstruments.Failures.Add(1, new KeyValuePair<string, object?>("error.type", type));
    }

    private void Count(Judgement judgement, GuardedAnswer answer, bool isFinished)
    {
        if (!GuardInstruments.Responses.Enabled && !GuardInstruments.Refusals.Enabled) return;
        Verdict verdict = judgement.Verdict;
        var tags = new TagList
        {
            { "gen_ai.response.model", _models.Of(answer.ModelId ?? answer.Request.Target.Model) },
            { "censorshipeval.language", _languages.Of(judgement.Exchange.Prompt.Language.Value) },
            { "censorshipeval.delivery", verdict.Delivery.ToString() },
            { "censorshipeval.engagement", verdict.Engagement?.ToString() ?? "none" },
            { "censorshipeval.reason", verdict.Reason?.ToString() ?? "none" },
        };
        if (!isFinished) tags.Add("censorshipeval.unfinished", true);
        GuardInstruments.Responses.Add(1, tags);
        if (verdict.IsHardRefusal) GuardInstruments.Refusals.Add(1, tags);
    }

    private RefusalNotice NoticeOf(Judgement judgement, GuardedAnswer answer) => new()
    {
        Verdict = judgement.Verdict,
        Model = answer.Request.Target.Model,
        AnsweredBy = answer.ModelId,
        Language = judgement.Exchange.Prompt.Language,
        ResponseId = answer.ResponseId,
        Exchange = options.ShowContentToHandler ? judgement.Exchange : null,
    };
}
