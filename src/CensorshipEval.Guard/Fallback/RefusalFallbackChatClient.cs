using System.Runtime.CompilerServices;
using CensorshipEval.Clients;
using CensorshipEval.Detection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Fallback;

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
/// <para>The opening of a stream is held back until it is judged, within the limits of the options; what was passed on is never taken back, so that a
/// block in the middle of an answer only shows in the notice. Exceptions of the first model pass unchanged: resilience is another layer's business. Where the other
/// model fails before it has begun, the first answer is given. Safe to use from many threads.</para>
/// </remarks>
public sealed class RefusalFallbackChatClient : DelegatingChatClient
{
    private const int MostModels = 50;

    private readonly IChatClient _other;
    private readonly Func<FallbackRequest, CancellationToken, ValueTask<bool>> _isBenign;
    private readonly RefusalFallbackOptions _options;
    private readonly FallbackBudget _budget;
    private readonly RefusalJudge _judge;
    private readonly ChatClientMetadata? _metadata;
    private readonly ChatClientMetadata? _otherMetadata;
    private readonly ResiliencePipeline<Asked> _pipeline;
    private readonly BoundedNames _models = new(MostModels);
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The first model.</param>
    /// <param name="fallback">The other model. The caller disposes of it.</param>
    /// <param name="isBenign">Whether a request may be put to the other model; asked only after a refusal. What it throws is a no.</param>
    /// <param name="options">The options, read once; <see langword="null"/> for the defaults.</param>
    /// <param name="budget">What fallbacks may use, shared with other clients; by default one of its own by <see cref="RefusalFallbackOptions.Budget"/>.</param>
    /// <param name="detector">Judges the answers; the default detector by default.</param>
    /// <param name="logger">Where fallbacks are told, without any text; nowhere by default.</param>
    /// <param name="timeProvider">Clock of the limits; the system's by default.</param>
    /// <param name="languages">Tells the language of a request; the default identifier by default.</param>
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
        : base(innerClient)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        ArgumentNullException.ThrowIfNull(isBenign);
        _options = options ?? new RefusalFallbackOptions();
        OptionErrors.Throw(_options.Validate());
        _other = fallback;
        _isBenign = isBenign;
        _time = timeProvider ?? TimeProvider.System;
        _budget = budget ?? new FallbackBudget(_options.Budget, _time);
        _logger = ContentFreeLogger.Unless(_options.RecordContent, logger);
        _judge = new RefusalJudge(detector ?? new DefaultRefusalDetector(), languages ?? new DefaultLanguageIdentifier(), _options.DetectionTimeout, _time, _logger);
        _metadata = innerClient.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        _otherMetadata = fallback.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        _pipeline = new ResiliencePipelineBuilder<Asked>().AddFallback(new FallbackStrategyOptions<Asked>
        {
            ShouldHandle = arguments => arguments.Outcome.Result is { Verdict: { IsHardRefusal: true } verdict } first
                ? first.Call.MayAskAnotherAsync(verdict, first.Answer?.ModelId, _isBenign, _budget, arguments.Context.CancellationToken)
                : ValueTask.FromResult(false),
            FallbackAction = async arguments => Outcome.FromResult(await AskOtherAsync(arguments.Outcome.Result!, arguments.Context.CancellationToken).ConfigureAwait(false)),
        }).Build();
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        FallbackCall call = CallFor(messages, options);
        Asked asked = await _pipeline.ExecuteAsync(
            static async (state, token) => await state.Self.AskFirstAsync(state.Call, token).ConfigureAwait(false), (Self: this, Call: call), cancellationToken).ConfigureAwait(false);
        if (call.Notice is null && asked.Verdict is null) return asked.Response!;
        AdditionalPropertiesDictionary properties = asked.Response!.AdditionalProperties ??= [];
        if (asked.Verdict is not null) properties[GuardSignals.Verdict] = asked.Verdict;
        if (call.Notice is null) return asked.Response;
        properties[GuardSignals.Fallback] = call.Notice;
        call.Tell(_models);
        return asked.Response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        FallbackCall call = CallFor(messages, options);
        Asked asked = await OpenAsync(call, cancellationToken).ConfigureAwait(false);
        HeldStream stream = asked.Stream!;
        bool told = false;
        try
        {
            if (asked.IsFallback) yield return LastUpdate.Of(stream.Answer, (GuardSignals.Fallback, call.Notice));
            await foreach (ChatResponseUpdate update in stream.ReleaseAsync().ConfigureAwait(false)) yield return update;
            Verdict? verdict = await JudgeEndAsync(asked, cancellationToken).ConfigureAwait(false);
            told = true;
            call.Tell(_models);
            if (verdict is not null || call.Notice is not null)
                yield return LastUpdate.Of(stream.Answer, (GuardSignals.Verdict, verdict), (GuardSignals.Fallback, call.Notice));
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            // The reader left, or the stream broke.
            if (!told) call.Tell(_models);
        }
    }

    private FallbackCall CallFor(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new FallbackCall(messages as IReadOnlyList<ChatMessage> ?? [.. messages], options, options?.ModelId ?? _metadata?.DefaultModelId, _logger);
    }

    private async Task<Asked> AskFirstAsync(FallbackCall call, CancellationToken cancellationToken)
    {
        GuardedAnswer? answer = _judge.Begin(call.Messages, call.Options, _metadata);
        ChatResponse response = await base.GetResponseAsync(call.Messages, call.Options, cancellationToken).ConfigureAwait(false);
        if (answer is null || !_judge.TrySee(answer, response)) return new Asked(call) { Response = response };
        return new Asked(call) { Response = response, Answer = answer, Verdict = await VerdictOnAsync(answer, cancellationToken).ConfigureAwait(false) };
    }

    private async ValueTask<Asked> OpenAsync(FallbackCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (state, token) => await state.Self.OpenFirstAsync(state.Call, token).ConfigureAwait(false), (Self: this, Call: call), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            if (call.First is not null) await call.First.DropAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<Asked> OpenFirstAsync(FallbackCall call, CancellationToken cancellationToken)
    {
        HeldStream stream = call.First = Open(InnerClient, call.Options, call, _metadata, cancellationToken);
        await stream.HoldAsync(_options, cancellationToken).ConfigureAwait(false);
        Verdict? opening = stream.Answer is { } answer && !stream.IsBroken && !stream.IsEmpty ? await VerdictOnAsync(answer, cancellationToken).ConfigureAwait(false) : null;
        return new Asked(call) { Stream = stream, Answer = stream.Answer, Verdict = opening };
    }

    private async ValueTask<Asked> AskOtherAsync(Asked first, CancellationToken cancellationToken)
    {
        FallbackCall call = first.Call;
        ChatOptions? options = call.OptionsFor(_options.Model);
        if (first.Stream is not null) return await OpenOtherAsync(first, options, cancellationToken).ConfigureAwait(false);
        try
        {
            GuardedAnswer? answer = _judge.Begin(call.Messages, options, _otherMetadata);
            ChatResponse response = await _other.GetResponseAsync(call.Messages, options, cancellationToken).ConfigureAwait(false);
            Verdict? verdict = answer is not null && _judge.TrySee(answer, response) ? await VerdictOnAsync(answer, cancellationToken).ConfigureAwait(false) : null;
            call.AnsweredBy(response.ModelId ?? options?.ModelId ?? _otherMetadata?.DefaultModelId);
            call.Settle(answer?.Usage, verdict);
            return new Asked(call) { Response = response, Answer = answer, Verdict = verdict, IsFallback = true };
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            call.Failed(exception);
            return first;
        }
    }

    private async ValueTask<Asked> OpenOtherAsync(Asked first, ChatOptions? options, CancellationToken cancellationToken)
    {
        FallbackCall call = first.Call;
        HeldStream? stream = null;
        try
        {
            stream = Open(_other, options, call, _otherMetadata, cancellationToken);
            if (await stream.BeginAsync().ConfigureAwait(false))
            {
                call.AnsweredBy(stream.Answer?.ModelId ?? options?.ModelId ?? _otherMetadata?.DefaultModelId);
                await first.Stream!.DropAsync().ConfigureAwait(false);
                return new Asked(call) { Stream = stream, Answer = stream.Answer, IsFallback = true };
            }

            await stream.DropAsync().ConfigureAwait(false);
            call.Failed(null);
            return first;
        }
        catch (Exception exception)
        {
            if (stream is not null) await stream.DropAsync().ConfigureAwait(false);
            if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested) throw;
            call.Failed(exception);
            return first;
        }
    }

    private async ValueTask<Verdict?> JudgeEndAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (asked.Stream!.Answer is not { } answer) return null;
        Verdict? verdict = await VerdictOnAsync(answer, cancellationToken).ConfigureAwait(false);
        if (asked.IsFallback)
        {
            asked.Call.AnsweredBy(answer.ModelId ?? asked.Call.Notice!.AnsweredBy);
            asked.Call.Settle(answer.Usage, verdict);
        }
        else if (asked.Call.Notice is null && verdict is { IsHardRefusal: true })
        {
            asked.Call.RefusedTooLate(verdict, answer.ModelId);
        }

        return verdict;
    }

    // A guard further inside has judged already.
    private async ValueTask<Verdict?> VerdictOnAsync(GuardedAnswer answer, CancellationToken cancellationToken) =>
        answer.Attached ?? (await _judge.JudgeAsync(answer, cancellationToken).ConfigureAwait(false))?.Verdict;

    private HeldStream Open(IChatClient client, ChatOptions? options, FallbackCall call, ChatClientMetadata? metadata, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new HeldStream(
            client.GetStreamingResponseAsync(call.Messages, options, stop.Token).GetAsyncEnumerator(stop.Token),
            _judge.Begin(call.Messages, options, metadata), _judge, _time, stop);
    }
}
