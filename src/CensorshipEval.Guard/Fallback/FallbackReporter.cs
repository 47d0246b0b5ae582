using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>Tells what came of a fallback: counter, event on the span, log.</summary>
internal sealed class FallbackReporter(ILogger logger)
{
    private const int MostModels = 50;
    private const string Unknown = "unknown";

    private readonly BoundedNames _models = new(MostModels);

    public void Tell(FallbackCall call)
    {
        if (call.Notice is not { } notice) return;
        try
        {
            Tell(call, notice);
        }
        catch (Exception exception)
        {
            string type = GuardInstruments.TypeOf(exception);
            GuardLog.NotTold(logger, exception, type);
            GuardInstruments.CountFailure(type);
        }
    }

    private void Tell(FallbackCall call, FallbackNotice notice)
    {
        string label = EvaluationEvent.LabelOf(notice.FirstVerdict);
        GuardInstruments.Count(GuardInstruments.Fallbacks, new TagList
        {
            { "censorshipeval.fallback.outcome", notice.Outcome.ToString() },
            { "censorshipeval.fallback.first_model", _models.Of(notice.FirstModel ?? Unknown) },
            { "gen_ai.request.model", _models.Of(call.RequestedModel ?? Unknown) },
            { "gen_ai.response.model", _models.Of(notice.AnsweredBy ?? Unknown) },
        });
        Activity.Current?.AddEvent(new ActivityEvent("censorshipeval.fallback", tags: new ActivityTagsCollection
        {
            { "censorshipeval.fallback.outcome", notice.Outcome.ToString() },
            { "censorshipeval.fallback.first_model", notice.FirstModel },
            { "gen_ai.request.model", call.RequestedModel },
            { "gen_ai.response.model", notice.AnsweredBy },
            { "gen_ai.evaluation.score.label", label },
        }));
        GuardLog.Fallback(logger, notice.FirstModel ?? Unknown, label, notice.Outcome, notice.AnsweredBy ?? Unknown);
    }
}
