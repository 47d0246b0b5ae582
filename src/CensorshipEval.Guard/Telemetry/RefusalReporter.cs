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
            Count(judgement, answer);
            EvaluationEvent.Write(judgement, answer, options.RecordContent, logger);
            if (!judgement.Verdict.IsHardRefusal || options.OnRefusal is not { } handler) return;
            await handler(NoticeOf(judgement, answer), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            string type = exception.GetType().FullName ?? "_OTHER";
            GuardLog.HandlerFailed(logger, exception, type);
            GuardInstruments.Failures.Add(1, new KeyValuePair<string, object?>("error.type", type));
        }
    }

    private void Count(Judgement judgement, GuardedAnswer answer)
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
