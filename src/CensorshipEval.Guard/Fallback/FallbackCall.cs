using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>One request to a client with a fallback: what was asked, what the first model said, and what came of asking another.</summary>
internal sealed class FallbackCall(IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? model, ILogger logger)
{
    private FallbackReservation? _reservation;

    public IReadOnlyList<ChatMessage> Messages => messages;

    public ChatOptions? Options => options;

    /// <summary>The first model's stream, where there is one.</summary>
    public HeldStream? First { get; set; }

    /// <summary>What came of it so far; <see langword="null"/> while the first model did not refuse.</summary>
    public FallbackNotice? Notice { get; private set; }

    /// <summary>Whether another model may be asked, after the first has refused.</summary>
    public async ValueTask<bool> MayAskAnotherAsync(
        Verdict verdict, string? firstModel, Func<FallbackRequest, CancellationToken, ValueTask<bool>> isBenign, FallbackBudget budget, CancellationToken cancellationToken)
    {
        string? refused = firstModel ?? model;
        FallbackOutcome outcome = await DecideAsync(verdict, refused, isBenign, budget, cancellationToken).ConfigureAwait(false);
        Notice = new FallbackNotice { Outcome = outcome, FirstModel = refused, FirstVerdict = verdict, AnsweredBy = outcome is FallbackOutcome.Asked ? null : refused };
        return outcome is FallbackOutcome.Asked;
    }

    /// <summary>The refusal came too late.</summary>
    public void RefusedTooLate(Verdict verdict, string? firstModel) => Notice = new FallbackNotice
    {
        Outcome = FallbackOutcome.AlreadyShown, FirstModel = firstModel ?? model, FirstVerdict = verdict, AnsweredBy = firstModel ?? model,
    };

    public void Failed(Exception? exception)
    {
        string type = exception?.GetType().FullName ?? "empty";
        GuardLog.FallbackFailed(logger, exception ?? new InvalidOperationException("The other model's stream had no updates."), type);
        Notice = Notice! with { Outcome = FallbackOutcome.Failed, AnsweredBy = Notice.FirstModel };
    }

    /// <summary>The other model's answer has begun, or is there.</summary>
    public void AnsweredBy(string? other) => Notice = Notice! with { AnsweredBy = other };

    /// <summary>The other model's answer is there.</summary>
    public void Settle(TokenUsage? usage, Verdict? verdict)
    {
        _reservation?.Settle(usage);
        Notice = Notice! with { FallbackVerdict = verdict };
    }

    /// <summary>The request for another model: what belongs to the first, its name, its conversation and its raw options, is left out.</summary>
    public ChatOptions? OptionsFor(string? otherModel)
    {
        if (options is null && otherModel is null) return null;
        ChatOptions other = options?.Clone() ?? new ChatOptions();
        other.ModelId = otherModel;
        other.ConversationId = null;
        other.ContinuationToken = null;
        other.RawRepresentationFactory = null;
        return other;
    }

    /// <summary>Tells what came of it: counter, event, log.</summary>
    public void Tell(BoundedNames models)
    {
        if (Notice is not { } notice) return;
        string label = EvaluationEvent.LabelOf(notice.FirstVerdict);
        GuardInstruments.Fallbacks.Add(1, new TagList
        {
            { "censorshipeval.fallback.outcome", notice.Outcome.ToString() },
            { "gen_ai.request.model", models.Of(notice.FirstModel ?? "unknown") },
            { "gen_ai.response.model", models.Of(notice.AnsweredBy ?? "unknown") },
        });
        Activity.Current?.AddEvent(new ActivityEvent("censorshipeval.fallback", tags: new ActivityTagsCollection
        {
            { "censorshipeval.fallback.outcome", notice.Outcome.ToString() },
            { "gen_ai.request.model", notice.FirstModel },
            { "gen_ai.response.model", notice.AnsweredBy },
            { "gen_ai.evaluation.score.label", label },
        }));
        GuardLog.Fallback(logger, notice.FirstModel, label, notice.Outcome, notice.AnsweredBy);
    }

    private async ValueTask<FallbackOutcome> DecideAsync(
        Verdict verdict, string? refused, Func<FallbackRequest, CancellationToken, ValueTask<bool>> isBenign, FallbackBudget budget, CancellationToken cancellationToken)
    {
        if (options?.ConversationId is not null) return FallbackOutcome.HostedConversation;
        try
        {
            var request = new FallbackRequest { Messages = messages, Options = options, Verdict = verdict, Model = refused };
            if (!await isBenign(request, cancellationToken).ConfigureAwait(false)) return FallbackOutcome.NotBenign;
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            GuardLog.PredicateFailed(logger, exception, exception.GetType().FullName ?? "_OTHER");
            return FallbackOutcome.PredicateFailed;
        }

        return budget.TryReserve(out _reservation) ? FallbackOutcome.Asked : FallbackOutcome.BudgetExhausted;
    }
}
