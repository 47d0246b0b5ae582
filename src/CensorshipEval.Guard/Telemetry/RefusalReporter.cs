using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>Tells of a verdict: counters, the event, the app's own handler.</summary>
internal sealed class RefusalReporter(RefusalGuardOptions options, TimeProvider time, ILogger logger)
{
    private const int MostLanguages = 64;

    private readonly BoundedNames _models = new(options.MaxModels);
    private readonly BoundedNames _languages = new(MostLanguages);

    /// <summary>Tells of an answer, whole or cut off. Its caller's token has no part in it: a refusal is to be told also where the caller has cancelled or left.</summary>
    public async ValueTask TellAsync(Judgement judgement, GuardedAnswer answer, bool isFinished)
    {
        Write(judgement, answer, isFinished);
        if (!judgement.Verdict.IsHardRefusal || options.OnRefusal is not { } handler) return;
        try
        {
            await TimeLimit.WaitAsync(
                async token =>
                {
                    await handler(NoticeOf(judgement, answer), token).ConfigureAwait(false);
                    return true;
                },
                options.HandlerTimeout, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            HandlerFailed(exception);
        }
    }

    /// <summary>Counts an answer that was cut off before it could be told what it was: so the share of refusals among the unfinished is one, too.</summary>
    public void CountUnfinished(Exchange exchange, GuardedAnswer answer)
    {
        try
        {
            Count(new Verdict { Detector = default, Delivery = Delivery.Unknown }, exchange, answer, isFinished: false);
        }
        catch (Exception exception)
        {
            NotTold(exception);
        }
    }

    private void Write(Judgement judgement, GuardedAnswer answer, bool isFinished)
    {
        try
        {
            Count(judgement.Verdict, judgement.Exchange, answer, isFinished);
            EvaluationEvent.Write(judgement, answer, options.RecordContent, logger);
        }
        catch (Exception exception)
        {
            NotTold(exception);
        }
    }

    private void HandlerFailed(Exception exception)
    {
        string type = exception is TimeoutException ? "timeout" : GuardInstruments.TypeOf(exception);
        GuardLog.HandlerFailed(logger, exception, type);
        GuardInstruments.CountFailure(type);
    }

    private void NotTold(Exception exception)
    {
        string type = GuardInstruments.TypeOf(exception);
        GuardLog.NotTold(logger, exception, type);
        GuardInstruments.CountFailure(type);
    }

    private void Count(Verdict verdict, Exchange exchange, GuardedAnswer answer, bool isFinished)
    {
        if (GuardInstruments.Responses is not { Enabled: true } && GuardInstruments.Refusals is not { Enabled: true }) return;
        var tags = new TagList
        {
            { "gen_ai.response.model", _models.Of(answer.ModelId ?? answer.Request.Target.Model) },
            { "censorshipeval.language", _languages.Of(exchange.Prompt.Language.Value) },
            { "censorshipeval.delivery", verdict.Delivery.ToString() },
            { "censorshipeval.engagement", verdict.Engagement?.ToString() ?? "none" },
            { "censorshipeval.reason", verdict.Reason?.ToString() ?? "none" },
        };
        if (!isFinished) tags.Add("censorshipeval.unfinished", true);
        GuardInstruments.Count(GuardInstruments.Responses, tags);
        if (verdict.IsHardRefusal) GuardInstruments.Count(GuardInstruments.Refusals, tags);
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
