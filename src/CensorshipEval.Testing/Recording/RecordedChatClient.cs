using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>
/// Answers from a cassette: a file of recorded answers, one a line. Streams are replayed as they came, with what was replaced; several answers to one request come in their order,
/// or by the sample that an assertion asks for. A request that was never recorded fails and asks nobody. While recording, an answer is read to its end, written, and then given as the replay will give it: it does not stream live.
/// Whatever is wrong with the file is a <see cref="ModelBehaviorException"/> of <see cref="FailureKind.Recording"/>. Thread-safe; several may share a file.
/// </summary>
public sealed class RecordedChatClient : IChatClient
{
    private readonly Func<IChatClient>? _open;
    private readonly Lazy<IChatClient?> _client;
    private readonly CassettePath _path;
    private readonly Cassette _cassette;
    private readonly SecretScrubber _secrets;
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly CassetteOriginals _originals = new();
    private readonly string? _model;
    private volatile bool _isDisposed;
    private readonly Func<IReadOnlyList<ChatMessage>, ChatOptions?, string?>? _name;

    /// <summary>Replays from a file and records with a client; see <see cref="RecordedChatClientExtensions.Recorded"/>.</summary>
    /// <inheritdoc cref="RecordedChatClientExtensions.Recorded"/>
    public RecordedChatClient(IChatClient client, string path, RecordingOptions? options = null, [CallerFilePath] string callerFile = "")
        : this(path, options, callerFile)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = new Lazy<IChatClient?>(client);
        _model ??= ModelOf(client);
    }

    /// <summary>The same for a client that cannot be made without a key: it is made when there is something to record, and disposed with this one.</summary>
    /// <param name="open">Makes the client.</param>
    /// <param name="path">The file; see <see cref="RecordedChatClientExtensions.Recorded"/>.</param>
    /// <param name="options">What to record and how. Requests that name no model need <see cref="RecordingOptions.Model"/> where several models share a file.</param>
    /// <param name="callerFile">The source file that calls; the compiler gives it.</param>
    public RecordedChatClient(Func<IChatClient> open, string path, RecordingOptions? options = null, [CallerFilePath] string callerFile = "")
        : this(path, options, callerFile)
    {
        ArgumentNullException.ThrowIfNull(open);
        _open = open;
        _client = new Lazy<IChatClient?>(() => open());
    }

    private RecordedChatClient(string path, RecordingOptions? options, string callerFile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new RecordingOptions();
        Mode = options.Mode ?? RecordingOptions.OfEnvironment();
        _secrets = new SecretScrubber(options.Secrets);
        _model = options.Model;
        _name = options.RequestName;
        _path = CassettePath.Resolve(path, callerFile);
        _cassette = new Cassette(_path.Full, discardEarlier: Mode is RecordingMode.Record);
        _client = new Lazy<IChatClient?>((IChatClient?)null);
    }

    /// <summary>What it does with a request.</summary>
    public RecordingMode Mode { get; }

    /// <summary>The file.</summary>
    public string Path => _cassette.Path;

    /// <summary>
    /// Fails where the file holds answers that nobody has asked for since this client was made: left over from requests that have changed. Call it behind the last test that uses the file.
    /// </summary>
    /// <exception cref="ModelBehaviorException">There are some, or the file cannot be read.</exception>
    public async Task ShouldUseEveryRecordingAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        IReadOnlyList<CassetteLine> unused = await _cassette.UnusedAsync(cancellationToken).ConfigureAwait(false);
        if (unused.Count == 0) return;
        var text = new FailureText($"{unused.Count} recorded {(unused.Count == 1 ? "answer was" : "answers were")} not asked for: their requests have changed, or are gone.").Add("file", Path);
        foreach (CassetteLine line in unused.Take(5)) text.Add("unused", $"{line.Key} (sample {line.Sample}): {FailureText.Bounded(line.Request.LastText, 100)}");
        text.Add("do", $"delete these lines, or the file, and record again: {CassetteFailure.RecordAgain}");
        throw new ModelBehaviorException(FailureKind.Recording, text.ToString());
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asking asking = Ask(messages, options, stream: false);
        if (await RecordedAsync(asking, cancellationToken).ConfigureAwait(false) is { } recorded) return recorded.ToChatResponse();
        try
        {
            ChatResponse response = await Live().GetResponseAsync(asking.Messages, options, cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException("The client gave no response (null).");
            cancellationToken.ThrowIfCancellationRequested();
            return (await RecordAsync(asking, response.ToChatResponseUpdates()).ConfigureAwait(false)).ToChatResponse();
        }
        catch
        {
            GiveBack(asking);
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Asking asking = Ask(messages, options, stream: true);
        ExceptionDispatchInfo? broken = null;
        if (await RecordedAsync(asking, cancellationToken).ConfigureAwait(false) is not { } recorded)
        {
            try
            {
                (List<ChatResponseUpdate> updates, broken) = await ReadAsync(Live(), asking.Messages, options, cancellationToken).ConfigureAwait(false);
                recorded = broken is null ? await RecordAsync(asking, updates).ConfigureAwait(false) : CassetteAnswer.Shown(updates, _secrets);
                if (broken is not null) GiveBack(asking);
            }
            catch
            {
                GiveBack(asking);
                throw;
            }
        }

        foreach (ChatResponseUpdate update in recorded)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }

        broken?.Throw();
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is null && serviceType.IsInstanceOfType(this)) return this;
        if (_open is null) return _client.Value?.GetService(serviceType, serviceKey);
        return serviceKey is null && serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("recorded", defaultModelId: _model) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        if (_open is not null && _client.IsValueCreated) _client.Value?.Dispose();
        _cassette.Dispose();
    }

    private static string? ModelOf(IChatClient client) => (client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId;

    private Asking Ask(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ChatMessage> all = [.. messages];
        string? name = _name?.Invoke(all, options);
        CassetteRequest request = CassetteRequest.Of(all, options, _model, stream, name, _secrets);
        string key = request.ComputeKey();
        _originals.MustBeTheSame(request, key, CassetteRequest.Of(all, options, _model, stream, name, SecretScrubber.Nothing));
        TrialKey trial = default;
        // Each single assertion is a trial of its own: several on one prompt are several answers.
        bool isNumbered = options?.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.TrialKey, out trial) && trial.RunId != SingleAnswer.RunId;
        return new Asking(all, request, key, isNumbered ? trial.Sample : _asked.AddOrUpdate(key, 0, static (_, asked) => asked + 1), !isNumbered);
    }

    // What was not recorded has no number in the replay: whoever asks next has it.
    private void GiveBack(Asking asking)
    {
        if (asking.IsCounted) _asked.TryUpdate(asking.Key, asking.Sample - 1, asking.Sample);
    }

    private async Task<IReadOnlyList<ChatResponseUpdate>?> RecordedAsync(Asking asking, CancellationToken cancellationToken)
    {
        // What was recorded by this client is what the replay will give: two live answers to the same sample would be one on file.
        CassetteLine? line = await _cassette.FindAsync(asking.Key, asking.Sample, onlyOwn: Mode is RecordingMode.Record, cancellationToken).ConfigureAwait(false);
        if (line is not null) return [.. line.Updates.Select(static update => update.ToUpdate())];
        if (Mode is not RecordingMode.Replay)
        {
            _path.MustBeBesideTheSource();
            await _cassette.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }

        int others = await _cassette.CountAsync(asking.Key, cancellationToken).ConfigureAwait(false);
        FailureText text = new FailureText("There is no recorded answer to this request, and nobody was asked.")
            .Add("prompt", FailureText.Bounded(asking.Request.LastText)).Add("model", FailureText.Bounded(asking.Request.Model ?? "the client's own", 100))
            .Add("options", asking.Request.Options.Count == 0 ? "" : FailureText.Bounded(string.Join(", ", asking.Request.Options.Select(static option => $"{option.Key} {option.Value}")), 200))
            .Add("file", File.Exists(Path) ? Path : $"{Path} (there is no such file)")
            .Add("request", $"{asking.Key}, sample {asking.Sample}{(others > 0 ? $" ({others} recorded)" : "")}");
        string? near = others > 0 ? null : await _cassette.NearestAsync(asking.Request, cancellationToken).ConfigureAwait(false);
        text.Add("but", near).Add("note", await _cassette.IsTornAsync(cancellationToken).ConfigureAwait(false) ? "the last line of the file was cut off when it was recorded, and is left out" : null);
        if (!File.Exists(Path)) _path.Explain(text);
        text.Add(_path.Missing is null || File.Exists(Path) ? "do" : "if none", $"record it with a key at hand, and commit the file: dotnet test -e {RecordingOptions.EnvironmentVariable}=missing");
        throw new ModelBehaviorException(FailureKind.Recording, text.ToString());
    }

    // What the replay will give, the caller is given now: an assertion must not pass on what is taken out of the file.
    private async Task<IReadOnlyList<ChatResponseUpdate>> RecordAsync(Asking asking, IEnumerable<ChatResponseUpdate> updates)
    {
        var line = new CassetteLine { Key = asking.Key, Sample = asking.Sample, Request = asking.Request, Updates = CassetteAnswer.Of(updates, _secrets) };
        return [.. (await _cassette.AddAsync(line).ConfigureAwait(false)).Updates.Select(static update => update.ToUpdate())];
    }

    // To its end, before anything of it is shown: what came of a stream that broke is no answer to be replayed.
    private static async Task<(List<ChatResponseUpdate> Updates, ExceptionDispatchInfo? Broken)> ReadAsync(IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        try
        {
            IAsyncEnumerable<ChatResponseUpdate> stream = client.GetStreamingResponseAsync(messages, options, cancellationToken) ?? throw new InvalidOperationException("The client gave no stream (null).");
            await foreach (ChatResponseUpdate update in stream.ConfigureAwait(false)) updates.Add(update);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return (updates, ExceptionDispatchInfo.Capture(exception));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return (updates, null);
    }

    private IChatClient Live() => _client.Value ?? throw new InvalidOperationException("The function that makes the client to record with gave none (null).");

    private sealed record Asking(IReadOnlyList<ChatMessage> Messages, CassetteRequest Request, string Key, int Sample, bool IsCounted);
}
