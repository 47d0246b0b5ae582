using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>The two models of a fallback, and how each is asked.</summary>
internal sealed class FallbackModels(
    IChatClient first, IChatClient other, Func<FallbackRequest, CancellationToken, ValueTask<bool>> isBenign, FallbackBudget budget, RefusalFallbackParts parts)
{
    private readonly ChatClientMetadata? _firstMetadata = first.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
    private readonly ChatClientMetadata? _otherMetadata = other.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;

    public RefusalFallbackParts Parts => parts;

    public FallbackBudget Budget => budget;

    public Func<FallbackRequest, CancellationToken, ValueTask<bool>> IsBenign => isBenign;

    public FallbackCall Begin(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        new(messages as IReadOnlyList<ChatMessage> ?? [.. messages], options, options?.ModelId ?? _firstMetadata?.DefaultModelId, this, cancellationToken);

    /// <summary>A response of the first model, or of the other in its place.</summary>
    public async Task<Asked> AskAsync(FallbackCall call) =>
        await parts.Pipeline.ExecuteAsync(static async (call, _) => await call.Models.AskFirstAsync(call).ConfigureAwait(false), call).ConfigureAwait(false);

    /// <summary>A stream of the first model, or of the other in its place.</summary>
    public async ValueTask<Asked> OpenAsync(FallbackCall call)
    {
        try
        {
            return await parts.Pipeline.ExecuteAsync(static async (call, _) => await call.Models.OpenFirstAsync(call).ConfigureAwait(false), call).ConfigureAwait(false);
        }
        catch
        {
            if (call.First is not null) await call.First.DropAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks the other model after the first has refused; gives the first one's answer where the other gives none.</summary>
    public async ValueTask<Asked> AskOtherAsync(Asked refused)
    {
        ChatOptions? options = refused.Call.OptionsFor(parts.Options.Model);
        return refused.Stream is null
            ? await AskOtherAsync(refused, options).ConfigureAwait(false)
            : await OpenOtherAsync(refused, options).ConfigureAwait(false);
    }

    // A guard further inside has judged already. What is whole is judged to the end: a caller who has cancelled meanwhile is given it, as without a fallback.
    public async ValueTask<Verdict?> VerdictOnAsync(GuardedAnswer answer) =>
        answer.Attached ?? (await parts.Judge.JudgeAsync(answer, isWhole: true, CancellationToken.None).ConfigureAwait(false))?.Verdict;

    private async Task<Asked> AskFirstAsync(FallbackCall call)
    {
        GuardedAnswer? answer = parts.Judge.Begin(call.Messages, call.Options, _firstMetadata);
        try
        {
            ChatResponse? response = await first.GetResponseAsync(call.Messages, call.Options, call.CancellationToken).ConfigureAwait(false);
            Foreign.RemoveAll(response?.AdditionalProperties);
            if (response is null || answer is null || !parts.Judge.TrySee(answer, response)) return new Asked(call) { Response = response };
            return new Asked(call) { Response = response, Answer = answer, Verdict = await VerdictOnAsync(answer).ConfigureAwait(false) };
        }
        catch (Exception exception) when (answer is not null && parts.Judge.TryFail(answer, exception))
        {
            Verdict? verdict = await VerdictOnAsync(answer).ConfigureAwait(false);
            return new Asked(call) { Thrown = ExceptionDispatchInfo.Capture(exception), Answer = answer, Verdict = verdict };
        }
    }

    private async ValueTask<Asked> OpenFirstAsync(FallbackCall call)
    {
        HeldStream stream = call.First = Open(first, call.Messages, call.Options, call, _firstMetadata);
        if (call.TryRuleOut()) return new Asked(call) { Stream = stream, Answer = stream.Answer };
        await stream.HoldAsync(parts.Options, call.CancellationToken).ConfigureAwait(false);
        return new Asked(call) { Stream = stream, Answer = stream.Answer, Verdict = await VerdictOnOpeningAsync(stream, call.CancellationToken).ConfigureAwait(false) };
    }

    private async ValueTask<Verdict?> VerdictOnOpeningAsync(HeldStream stream, CancellationToken cancellationToken)
    {
        if (stream.Answer is not { } answer) return null;
        if (stream.Failure is { } failure ? !parts.Judge.TryFail(answer, failure) : stream.IsEmpty) return null;
        if (answer.Attached is { } attached) return attached;
        return (await parts.Judge.JudgeAsync(answer, stream.IsOpeningWhole, stream.IsOpeningWhole ? CancellationToken.None : cancellationToken).ConfigureAwait(false))?.Verdict;
    }

    private async ValueTask<Asked> AskOtherAsync(Asked refused, ChatOptions? options)
    {
        FallbackCall call = refused.Call;
        GuardedAnswer? answer = parts.Judge.Begin(call.Copy.Messages, options, _otherMetadata);
        try
        {
            ChatResponse? response = await other.GetResponseAsync(call.Copy.Messages, options, call.CancellationToken).ConfigureAwait(false);
            Foreign.RemoveAll(response?.AdditionalProperties);
            Verdict? verdict = response is not null && answer is not null && parts.Judge.TrySee(answer, response) ? await VerdictOnAsync(answer).ConfigureAwait(false) : null;
            if (response is null || IsNothing(verdict, response))
            {
                call.Failed(exception: null, answer, verdict);
                return refused;
            }

            response.ConversationId = null;
            response.ContinuationToken = null;
            call.AnsweredBy(response.ModelId ?? options?.ModelId ?? _otherMetadata?.DefaultModelId);
            call.Settle(answer, verdict);
            return new Asked(call) { Response = response, Answer = answer, Verdict = verdict, IsFallback = true };
        }
        catch (OperationCanceledException) when (call.CancellationToken.IsCancellationRequested)
        {
            Leave(call, answer);
            throw;
        }
        catch (Exception exception)
        {
            call.Failed(exception, answer, await VerdictOnFailureAsync(answer, exception).ConfigureAwait(false));
            return refused;
        }
    }

    private async ValueTask<Asked> OpenOtherAsync(Asked refused, ChatOptions? options)
    {
        FallbackCall call = refused.Call;
        HeldStream? stream = null;
        try
        {
            stream = Open(other, call.Copy.Messages, options, call, _otherMetadata);
            bool hasBegun = await stream.BeginAsync(parts.Options.MaxHeldTime, call.CancellationToken).ConfigureAwait(false);
            Verdict? verdict = !hasBegun && stream.Answer is { } answer ? await VerdictOnAsync(answer).ConfigureAwait(false) : null;
            // A block is what the other model says; so is a step that calls for tools.
            if (hasBegun || verdict is { IsHardRefusal: true })
            {
                call.AnsweredBy(stream.Answer?.ModelId ?? options?.ModelId ?? _otherMetadata?.DefaultModelId);
                await refused.Stream!.LetGoAsync().ConfigureAwait(false);
                return new Asked(call) { Stream = stream, Answer = stream.Answer, IsFallback = true };
            }

            await stream.DropAsync().ConfigureAwait(false);
            call.Failed(exception: null, stream.Answer, verdict);
            return refused;
        }
        catch (Exception exception)
        {
            if (stream is not null) await stream.DropAsync().ConfigureAwait(false);
            if (exception is OperationCanceledException && call.CancellationToken.IsCancellationRequested)
            {
                Leave(call, stream?.Answer);
                throw;
            }

            call.Failed(exception, stream?.Answer, await VerdictOnFailureAsync(stream?.Answer, exception).ConfigureAwait(false));
            return refused;
        }
    }

    // It was asked and is paid for, though nobody waits any more.
    private void Leave(FallbackCall call, GuardedAnswer? answer)
    {
        call.SettleLeft(answer);
        parts.Reporter.Tell(call);
    }

    // Text with an ending that nobody knows is still a text; a failure behind it is told in the stream, and spoils a whole response.
    private static bool IsNothing(Verdict? verdict, ChatResponse response) =>
        verdict is { Delivery: Delivery.TransportError or Delivery.EmptyStop } || (verdict is { Delivery: Delivery.Unknown } && string.IsNullOrWhiteSpace(response.Text));

    private async ValueTask<Verdict?> VerdictOnFailureAsync(GuardedAnswer? answer, Exception exception) =>
        answer is not null && parts.Judge.TryFail(answer, exception) && parts.Judge.ToJudge(answer) is { } exchange
            ? await parts.Judge.JudgeAtOnceAsync(exchange, isWhole: true).ConfigureAwait(false)
            : null;

    private HeldStream Open(IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions? options, FallbackCall call, ChatClientMetadata? metadata)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        return new HeldStream(
            () => client.GetStreamingResponseAsync(messages, options, stop.Token).GetAsyncEnumerator(stop.Token),
            parts.Judge.Begin(messages, options, metadata), parts.Judge, parts.Time, stop);
    }
}
