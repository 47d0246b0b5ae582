using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>One request to a client with a fallback: what was asked, what the first model said, and what came of asking another.</summary>
internal sealed class FallbackCall(IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? model, FallbackModels models, CancellationToken cancellationToken)
{
    private FallbackReservation? _reservation;

    /// <summary>The caller's own messages, which the first model is given.</summary>
    public IReadOnlyList<ChatMessage> Messages => messages;

    public ChatOptions? Options => options;

    /// <summary>The request as it was when the call began: the predicate decides about this, and this is sent to the other model.</summary>
    public RequestCopy Copy { get; } = RequestCopy.Of(messages, options);

    public FallbackModels Models => models;

    /// <summary>The caller's. What has been given already passes all the same.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The model that the request names, or the first client's own.</summary>
    public string? RequestedModel => model;

    /// <summary>The first model's stream, where there is one.</summary>
    public HeldStream? First { get; set; }

    /// <summary>What came of it so far; <see langword="null"/> while the first model did not refuse.</summary>
    public FallbackNotice? Notice { get; private set; }

    /// <summary>Why no other model would be asked whatever the first says, where that was known before it was asked.</summary>
    public FallbackOutcome? RuledOutBy { get; private set; }

    private bool IsHosted => Copy.Options?.ConversationId is not null || Copy.Options?.ContinuationToken is not null;

    /// <summary>Whether it is known already that no other model will be asked: then there is no reason to hold anything back.</summary>
    public bool TryRuleOut()
    {
        RuledOutBy = IsHosted ? FallbackOutcome.HostedConversation : models.Budget.HasRoom ? null : FallbackOutcome.BudgetExhausted;
        return RuledOutBy is not null;
    }

    /// <summary>Whether another model may be asked, after the first has refused.</summary>
    public async ValueTask<bool> MayAskAnotherAsync(Asked first)
    {
        Verdict verdict = first.Verdict!;
        FallbackOutcome outcome = await DecideAsync(verdict, first.Answer).ConfigureAwait(false);
        Notice = NoticeOf(outcome, verdict, first.Answer);
        if (outcome is FallbackOutcome.Asked) Notice = Notice with { AnsweredBy = null };
        return outcome is FallbackOutcome.Asked;
    }

    /// <summary>The refusal came too late, or could not have been in time.</summary>
    public void RefusedTooLate(Verdict verdict, GuardedAnswer? answer, bool hasShownText) =>
        Notice = NoticeOf(RuledOutBy ?? (answer is { RanTools: true } ? FallbackOutcome.ToolsRan : hasShownText ? FallbackOutcome.AlreadyShown : FallbackOutcome.HoldEnded), verdict, answer);

    /// <summary>The other model failed, or gave nothing. What it used is paid for all the same.</summary>
    public void Failed(Exception? exception, GuardedAnswer? other, Verdict? verdict)
    {
        string type = exception?.GetType().FullName ?? "empty";
        GuardLog.FallbackFailed(models.Parts.Logger, exception ?? new InvalidOperationException("The other model gave nothing."), type);
        _reservation?.SettleUnfinished(other?.Usage);
        Notice = Notice! with { Outcome = FallbackOutcome.Failed, AnsweredBy = Notice.FirstModel, FallbackVerdict = verdict, OtherFallback = other?.AttachedFallback };
    }

    /// <summary>The other model's answer has begun, or is there.</summary>
    public void AnsweredBy(string? other) => Notice = Notice! with { AnsweredBy = other };

    /// <summary>The other model's answer is there.</summary>
    public void Settle(GuardedAnswer? other, Verdict? verdict)
    {
        _reservation?.Settle(other?.Usage);
        Notice = Notice! with { FallbackVerdict = verdict, OtherFallback = other?.AttachedFallback };
    }

    /// <summary>The other model's answer was left, or broke off, on the way.</summary>
    public void SettleLeft(GuardedAnswer? other)
    {
        if (other is { HasFinished: true }) _reservation?.Settle(other.Usage);
        else _reservation?.SettleUnfinished(other?.Usage);
    }

    /// <summary>The request for another model: what belongs to the first, its name, its conversation and its raw options, is left out.</summary>
    public ChatOptions? OptionsFor(string? otherModel)
    {
        if (Copy.Options is null && otherModel is null) return null;
        ChatOptions other = Copy.Options?.Clone() ?? new ChatOptions();
        other.ModelId = otherModel;
        other.ConversationId = null;
        other.ContinuationToken = null;
        // An answer that is to be asked for later would be asked of the first.
        other.AllowBackgroundResponses = null;
        other.RawRepresentationFactory = null;
        return other;
    }

    private FallbackNotice NoticeOf(FallbackOutcome outcome, Verdict verdict, GuardedAnswer? answer) => new()
    {
        Outcome = outcome,
        FirstModel = answer?.ModelId ?? model,
        FirstVerdict = verdict,
        FirstUsage = answer?.Usage,
        FirstFallback = answer?.AttachedFallback,
        AnsweredBy = answer?.ModelId ?? model,
    };

    private async ValueTask<FallbackOutcome> DecideAsync(Verdict verdict, GuardedAnswer? answer)
    {
        if (IsHosted) return FallbackOutcome.HostedConversation;
        if (answer is { RanTools: true }) return FallbackOutcome.ToolsRan;
        // Nobody waits for another answer; the first is there.
        if (cancellationToken.IsCancellationRequested) return FallbackOutcome.PredicateFailed;
        try
        {
            // Of its own, so that it changes nothing of what is sent.
            RequestCopy shown = Copy.Again();
            var request = new FallbackRequest { Messages = shown.Messages, Options = shown.Options, Verdict = verdict, Model = answer?.ModelId ?? model };
            long start = models.Parts.Time.GetTimestamp();
            bool isBenign = await TimeLimit.WaitAsync(token => models.IsBenign(request, token), models.Parts.Options.PredicateTimeout, models.Parts.Time, cancellationToken).ConfigureAwait(false);
            // One that never awaits cannot be interrupted; a late yes is none all the same.
            cancellationToken.ThrowIfCancellationRequested();
            if (models.Parts.Time.GetElapsedTime(start) >= models.Parts.Options.PredicateTimeout) throw new TimeoutException();
            if (!isBenign) return FallbackOutcome.NotBenign;
        }
        catch (Exception exception)
        {
            GuardLog.PredicateFailed(models.Parts.Logger, exception, exception is TimeoutException ? "timeout" : GuardInstruments.TypeOf(exception));
            return FallbackOutcome.PredicateFailed;
        }

        return models.Budget.TryReserve(out _reservation) ? FallbackOutcome.Asked : FallbackOutcome.BudgetExhausted;
    }
}
