using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>
/// A chat client that does what a test says: answers, streams, blocks, withdraws, fails, waits. It makes no network calls and remembers what it was asked. Thread-safe.
/// </summary>
public sealed class ScriptedChatClient : IChatClient
{
    private readonly Lock _lock = new();
    private readonly Func<ScriptedRequest, ScriptedAnswer> _script;
    private readonly List<ScriptedRequest> _requests = [];
    private readonly string _model;
    private readonly TimeProvider _time;

    /// <summary>Creates a client that gives these answers in order, and fails the test that asks once more.</summary>
    public ScriptedChatClient(params IReadOnlyList<ScriptedAnswer> answers)
        : this(InOrder(answers))
    {
    }

    /// <summary>Creates a client whose answers depend on the request.</summary>
    /// <param name="script">Gives the answer to a request. Called by several threads where several ask.</param>
    /// <param name="model">The name of the model that it says it is.</param>
    /// <param name="timeProvider">Clock of the delays; the system's by default.</param>
    public ScriptedChatClient(Func<ScriptedRequest, ScriptedAnswer> script, string model = "scripted", TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        _script = script;
        _model = model;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>What it was asked so far, in order.</summary>
    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_lock) return [.. _requests];
        }
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (ChatResponseUpdate update in GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            // Without a stream, all that is seen of a retraction is the notice.
            if (update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.ReplacesText, out bool replaces) && replaces) updates.Clear();
            updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        cancellationToken.ThrowIfCancellationRequested();
        ScriptedRequest request;
        lock (_lock)
        {
            request = new ScriptedRequest(_requests.Count, [.. messages], options?.Clone());
            _requests.Add(request);
        }

        ScriptedAnswer answer = _script(request);
        if (answer.Delay > TimeSpan.Zero) await Task.Delay(answer.Delay, _time, cancellationToken).ConfigureAwait(false);
        foreach (ChatResponseUpdate update in answer.Updates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ChatResponseUpdate told = update.Clone();
            told.ModelId ??= _model;
            yield return told;
        }

        if (answer.Failure is { } failure) throw failure;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return new ChatClientMetadata("scripted", defaultModelId: _model);
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static Func<ScriptedRequest, ScriptedAnswer> InOrder(IReadOnlyList<ScriptedAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ScriptedAnswer[] script = [.. answers];
        return request => request.Number < script.Length
            ? script[request.Number]
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"The script has {script.Length} {(script.Length == 1 ? "answer" : "answers")}, and this is request {request.Number + 1}: {FailureText.Bounded(request.Prompt, 100)}"));
    }
}
