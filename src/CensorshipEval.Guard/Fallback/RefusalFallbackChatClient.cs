using System.Runtime.CompilerServices;
using CensorshipEval.Detection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>
/// Asks another model where the first refused or its host blocked, but only where the app's own predicate says that the request is benign. The response
/// says which model answered and why (<see cref="GuardSignals.Fallback"/>), and has the verdict on its answer (<see cref="GuardSignals.Verdict"/>).
/// </summary>
/// <remarks>
/// <para>Models refuse for good reasons too, and this library cannot tell a question that a government dislikes from one whose answer would hurt
/// somebody: a stated reason is not validated, and a detector reads the answer and not the world. So there is no default that says yes. A predicate should know what
/// the app asks (these pages, these whole questions; a topic that is named proves nothing) and must not ask the refusal itself; with one that always says
/// yes, the fallback is a way round a model's safety.</para>
/// <para>The opening of a stream is held back until it is judged, within the limits of the options, unless it is known that no other model could be asked; what was passed on is never taken back, so that a
/// block in the middle of an answer only shows in the notice. Exceptions of the first model pass unchanged: resilience is another layer's business. One that is a
/// block (<see cref="RefusalFallbackOptions.BlockOf"/>) is a refusal like any other first, and passes where nobody answers in its place. Where the other
/// model fails before it has begun, or gives nothing, the first answer is given. Safe to use from many threads.</para>
/// </remarks>
public sealed class RefusalFallbackChatClient : DelegatingChatClient
{
    private readonly FallbackModels _models;
    private readonly RefusalFallbackParts _parts;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The first model.</param>
    /// <param name="fallback">The other model. The caller disposes of it.</param>
    /// <param name="isBenign">Whether a request may be put to the other model; asked only after a refusal. What it throws is a no, and so is silence beyond <see cref="RefusalFallbackOptions.PredicateTimeout"/>.</param>
    /// <param name="options">The options, read once; <see langword="null"/> for the defaults.</param>
    /// <param name="budget">What fallbacks may use, shared with other clients; by default one of its own by <see cref="RefusalFallbackOptions.Budget"/>.</param>
    /// <param name="detector">Judges the answers; the default detector by default.</param>
    /// <param name="logger">Where fallbacks are told, without any text; nowhere by default.</param>
    /// <param name="timeProvider">Clock of the limits; the system's by default.</param>
    /// <param name="languages">Tells the language of a request; the default identifier by default.</param>
    /// <exception cref="ArgumentException">Both clients are the same, and <see cref="RefusalFallbackOptions.Model"/> names no other model of it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of their range; the message names all of them.</exception>
    public RefusalFallbackChatClient(
        IChatClient innerClient,
        IChatClient fallback,
        Func<FallbackRequest, CancellationToken, ValueTask<bool>> isBenign,
        RefusalFallbackOptions? options = null,
        FallbackBudget? budget = null,
        IRefusalDetector? detector = null,
        ILogger<RefusalFallbackChatClient>? logger = null,
        TimeProvider? timeProvider = null,
        ILanguageIdentifier? languages = null)
        : this(innerClient, fallback, isBenign, budget, RefusalFallbackParts.Make(options, detector, logger, timeProvider, languages))
    {
    }

    internal RefusalFallbackChatClient(
        IChatClient innerClient,
        IChatClient fallback,
        Func<FallbackRequest, CancellationToken, ValueTask<bool>> isBenign,
        FallbackBudget? budget,
        RefusalFallbackParts parts)
        : base(innerClient)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        ArgumentNullException.ThrowIfNull(isBenign);
        // A gateway may serve two models; one that is asked for the same again only refuses again.
        if (ReferenceEquals(innerClient, fallback) && parts.Options.Model is null)
            throw new ArgumentException($"The client would be its own fallback. Give another client, or another model of the same by {nameof(RefusalFallbackOptions)}.{nameof(RefusalFallbackOptions.Model)}.", nameof(fallback));
        _parts = parts;
        _models = new FallbackModels(innerClient, fallback, isBenign, budget ?? new FallbackBudget(parts.Options.Budget, parts.Time), parts);
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        FallbackCall call = _models.Begin(messages, options, cancellationToken);
        Asked asked = await _models.AskAsync(call).ConfigureAwait(false);
        _parts.Reporter.Tell(call);
        asked.Thrown?.Throw();
        if (asked.Response is not { } response) return null!;
        Attach(response, asked.Answer, asked.Verdict);
        if (call.Notice is not null) (response.AdditionalProperties ??= [])[GuardSignals.Fallback] = call.Notice;
        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        FallbackCall call = _models.Begin(messages, options, cancellationToken);
        Asked asked = await _models.OpenAsync(call).ConfigureAwait(false);
        HeldStream stream = asked.Stream!;
        bool told = false;
        bool isEmpty = !asked.IsFallback;
        try
        {
            if (asked.IsFallback) yield return LastUpdate.Of(stream.Answer, (GuardSignals.Fallback, call.Notice));
            await foreach (ChatResponseUpdate update in stream.ReleaseAsync().ConfigureAwait(false))
            {
                if (asked.IsFallback && update is not null) Disown(update);
                isEmpty = false;
                yield return update!;
            }

            Verdict? verdict = await JudgeEndAsync(asked).ConfigureAwait(false);
            told = true;
            _parts.Reporter.Tell(call);
            if (!isEmpty && (verdict is not null || call.Notice is not null)) yield return EndOf(stream.Answer, verdict, call.Notice);
        }
        finally
        {
            try
            {
                // The reader left, or the stream broke.
                if (!told) await TellOfUnfinishedAsync(asked).ConfigureAwait(false);
            }
            finally
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static void Attach(ChatResponse response, GuardedAnswer? answer, Verdict? verdict)
    {
        if (verdict is null) return;
        response.AdditionalProperties ??= [];
        response.AdditionalProperties[GuardSignals.Verdict] = verdict;
        if (answer is { IsCounted: false }) response.AdditionalProperties[Uncounted.Name] = Uncounted.Mark;
    }

    private static ChatResponseUpdate EndOf(GuardedAnswer? answer, Verdict? verdict, FallbackNotice? notice) => LastUpdate.Of(
        answer, (GuardSignals.Verdict, verdict), (GuardSignals.Fallback, notice), (Uncounted.Name, verdict is not null && answer is { IsCounted: false } ? Uncounted.Mark : null));

    // The next request goes to the first model again, whose host knows nothing of the other's conversation.
    private static void Disown(ChatResponseUpdate update)
    {
        update.ConversationId = null;
        update.ContinuationToken = null;
    }

    private async ValueTask<Verdict?> JudgeEndAsync(Asked asked)
    {
        if (asked.Stream!.Answer is not { } answer)
        {
            if (asked.IsFallback) asked.Call.SettleLeft(other: null);
            return null;
        }

        Verdict? verdict = await _models.VerdictOnAsync(answer).ConfigureAwait(false);
        if (asked.IsFallback)
        {
            asked.Call.AnsweredBy(answer.ModelId ?? asked.Call.Notice!.AnsweredBy);
            asked.Call.Settle(answer, verdict);
        }
        else if (asked.Call.Notice is null && verdict is { IsHardRefusal: true })
        {
            asked.Call.RefusedTooLate(verdict, answer, asked.Stream.HasShownText);
        }

        return verdict;
    }

    private async ValueTask TellOfUnfinishedAsync(Asked asked)
    {
        HeldStream stream = asked.Stream!;
        if (asked.IsFallback)
        {
            asked.Call.SettleLeft(stream.Answer);
        }
        else if (asked.Call.Notice is null && stream is { Answer: { } answer } && IsToTell(asked.Call, stream, answer, out bool isWhole))
        {
            if (_parts.Judge.ToJudge(answer) is { } exchange && await _parts.Judge.JudgeAtOnceAsync(exchange, isWhole).ConfigureAwait(false) is { IsHardRefusal: true } verdict)
                asked.Call.RefusedTooLate(verdict, answer, stream.HasShownText);
        }

        _parts.Reporter.Tell(asked.Call);
    }

    // A client that throws its blocks, behind an answer that was being shown; or an opening that was not held, and is judged only now.
    private bool IsToTell(FallbackCall call, HeldStream stream, GuardedAnswer answer, out bool isWhole)
    {
        isWhole = stream.Failure is { } failure && _parts.Judge.TryFail(answer, failure);
        if (isWhole) return true;
        isWhole = answer.HasFinished;
        return call.RuledOutBy is not null && answer.HasBegun;
    }
}
