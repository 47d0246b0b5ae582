using System.Runtime.CompilerServices;
using CensorshipEval.Detection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard;

/// <summary>
/// Judges each answer as it passes, attaches the verdict (<see cref="GuardSignals.Verdict"/>), counts it, and calls
/// <see cref="RefusalGuardOptions.OnRefusal"/> where it was refused or blocked. It changes no answer, and delays none but by the time that the detector and this handler take: updates of a stream go on as they come,
/// and one more follows them that has no text and the verdict. A guard that fails is logged and counted, and the answer passes without a verdict.
/// </summary>
/// <remarks>
/// A step that only asks for tools is no answer and is not judged. Of a stream that its reader leaves early, or that breaks, a refusal is told where a sentence of
/// it had ended. Exceptions of the client pass unchanged; one that is a block (<see cref="RefusalGuardOptions.BlockOf"/>) is told before.
/// What a guard further inside has told is not told again. Safe to use from many threads.
/// </remarks>
public sealed class RefusalGuardChatClient : DelegatingChatClient
{
    /// <summary>Name of the <see cref="System.Diagnostics.Metrics.Meter"/> of this package.</summary>
    public const string MeterName = "CensorshipEval.Guard";

    private readonly RefusalJudge _judge;
    private readonly RefusalReporter _reporter;
    private readonly ChatClientMetadata? _metadata;
    private readonly bool _isGuardedInside;
    private readonly bool _isFallbackInside;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="options">The options, read once; <see langword="null"/> for the defaults.</param>
    /// <param name="detector">Judges the answers; the default detector by default.</param>
    /// <param name="logger">Where refusals and failures are told, without any text; nowhere by default.</param>
    /// <param name="timeProvider">Clock of the time limit; the system's by default.</param>
    /// <param name="languages">Tells the language of a request; the default identifier by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of their range; the message names all of them.</exception>
    public RefusalGuardChatClient(
        IChatClient innerClient,
        RefusalGuardOptions? options = null,
        IRefusalDetector? detector = null,
        ILogger<RefusalGuardChatClient>? logger = null,
        TimeProvider? timeProvider = null,
        ILanguageIdentifier? languages = null)
        : this(innerClient, RefusalGuardParts.Make(options, detector, logger, timeProvider, languages))
    {
    }

    internal RefusalGuardChatClient(IChatClient innerClient, RefusalGuardParts parts)
        : base(innerClient)
    {
        _judge = parts.Judge;
        _reporter = parts.Reporter;
        _metadata = innerClient.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        _isGuardedInside = innerClient.GetService(typeof(RefusalGuardChatClient)) is not null;
        _isFallbackInside = innerClient.GetService(typeof(RefusalFallbackChatClient)) is not null;
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ChatMessage> asked = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        // Before the call: a conversation is often one list, which grows by the answer.
        GuardedAnswer? answer = _judge.Begin(asked, options, _metadata);
        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(asked, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsBlock(answer, exception))
        {
            await JudgeAsync(answer!).ConfigureAwait(false);
            throw;
        }

        // A broken client's, which is its caller's affair.
        if (response is null) return null!;
        RemoveForeign(response.AdditionalProperties);
        if (answer is null || !_judge.TrySee(answer, response) || IsTold(answer)) return response;
        if (await JudgeAsync(answer).ConfigureAwait(false) is not { } verdict) return response;
        (response.AdditionalProperties ??= [])[GuardSignals.Verdict] = verdict;
        Uncounted.Remove(response.AdditionalProperties);
        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ChatMessage> asked = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        GuardedAnswer? answer = _judge.Begin(asked, options, _metadata);
        bool isTold = false;
        IAsyncEnumerator<ChatResponseUpdate>? updates = null;
        try
        {
            while (true)
            {
                try
                {
                    // A client may throw here already, and not only where it is read.
                    updates ??= base.GetStreamingResponseAsync(asked, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
                    if (!await updates.MoveNextAsync().ConfigureAwait(false)) break;
                }
                catch (Exception exception) when (IsBlock(answer, exception))
                {
                    isTold = true;
                    await JudgeAsync(answer!).ConfigureAwait(false);
                    throw;
                }

                if (updates.Current is { } update)
                {
                    RemoveForeign(update.AdditionalProperties);
                    if (answer is not null && !_judge.TrySee(answer, update)) answer = null;
                    Uncounted.Remove(update.AdditionalProperties);
                }

                yield return updates.Current!;
            }

            isTold = true;
            if (answer is not null && !IsTold(answer) && await JudgeAsync(answer).ConfigureAwait(false) is { } verdict && answer.HasBegun)
                yield return LastUpdate.Of(answer, (GuardSignals.Verdict, verdict));
        }
        finally
        {
            try
            {
                if (updates is not null) await updates.DisposeAsync().ConfigureAwait(false);
            }
            finally
            {
                // Left by its reader, or broken: nobody waits for a verdict any more.
                if (!isTold && answer is { HasBegun: true } && !IsTold(answer) && !_isGuardedInside) await TellOfUnfinishedAsync(answer).ConfigureAwait(false);
            }
        }
    }

    // A client that gives the same response again, from its memory, gives it with the verdict that this guard attached: that is another answer all the same.
    private bool IsTold(GuardedAnswer answer) => (_isGuardedInside || _isFallbackInside) && answer.IsCounted;

    // A fallback inside has removed what its models sent: what is stored under its name then comes from a cache around it.
    private void RemoveForeign(AdditionalPropertiesDictionary? properties)
    {
        Foreign.RemoveVerdict(properties);
        if (!_isFallbackInside) Foreign.RemoveFallback(properties);
    }

    private bool IsBlock(GuardedAnswer? answer, Exception exception) => answer is not null && !_isGuardedInside && _judge.TryFail(answer, exception);

    // What the client has given or thrown is given on and told, whether or not the caller has cancelled meanwhile: without a guard it would be, too.
    private async ValueTask<Verdict?> JudgeAsync(GuardedAnswer answer)
    {
        if (await _judge.JudgeAsync(answer, isWhole: true, CancellationToken.None).ConfigureAwait(false) is not { } judgement) return null;
        await _reporter.TellAsync(judgement, answer, isFinished: true).ConfigureAwait(false);
        return judgement.Verdict;
    }

    // A refusal shows at the beginning; whether the rest would have answered, nobody knows. A finish reason says that nothing more was to come.
    private async ValueTask TellOfUnfinishedAsync(GuardedAnswer answer)
    {
        if (_judge.ToJudge(answer) is not { } exchange) return;
        if (await _judge.JudgeAtOnceAsync(exchange, isWhole: answer.HasFinished).ConfigureAwait(false) is not { } verdict)
        {
            _reporter.CountUnfinished(exchange, answer);
            return;
        }

        await _reporter.TellAsync(new Judgement(exchange, verdict), answer, isFinished: answer.HasFinished).ConfigureAwait(false);
    }
}
