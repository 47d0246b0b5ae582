using CensorshipEval.Detection;
using CensorshipEval.Running;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>Asks once, and judges what came back.</summary>
internal sealed class SingleAnswer
{
    /// <summary>Tells a single answer from one of many, of which recordings count the samples.</summary>
    public const string RunId = "single-assertion";

    private static readonly Lazy<DefaultRefusalDetector> Default = new();
    private static readonly Lazy<DefaultLanguageIdentifier> Languages = new();
    private static readonly LanguageTag English = LanguageTag.Parse("en");

    private readonly AnswerAssertionOptions _options;
    private readonly AnswerJudge _judge;
    private readonly string _test;
    private int _before;
    private string _howTheLanguageIsKnown = "";

    public SingleAnswer(AnswerAssertionOptions? options, string test)
    {
        _options = options ?? new AnswerAssertionOptions();
        _judge = new AnswerJudge(_options.Detector ?? Default.Value);
        _test = test;
    }

    public static IRefusalDetector DefaultDetector => Default.Value;

    /// <summary>In which language a text is, as far as can be told.</summary>
    public static LanguageGuess Identify(string text) => Languages.Value.Identify(text);

    public async Task<Trial> AskAsync(IChatClient client, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        Target target = ClientIdentity.Of(client, _options.Model, _options.SystemPrompt, _options.Sampling);
        return await AskAsync(ClientIdentity.Asked(client, target, _options.Model), target, text, _options.Stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with a conversation; its last message from the user is what was asked.</summary>
    public async Task<Trial> AskAsync(IChatClient client, IEnumerable<ChatMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(messages);
        ChatMessage[] history = [.. messages];
        if (history.LastOrDefault(static message => message.Role == ChatRole.User) is not { } asked) throw new ArgumentException("Expected at least one message from the user.", nameof(messages));
        Target target = ClientIdentity.Of(client, _options.Model, _options.SystemPrompt, _options.Sampling);
        _before = history.Length - 1;
        using var conversation = new Conversation(ClientIdentity.Asked(client, target, _options.Model), history);
        return await AskAsync(conversation, target, asked.Text, _options.Stream, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Trial> ReadAsync(ChatResponse response, string? prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        string model = _options.Model ?? response.ModelId ?? "unknown model";
        var target = new Target { Id = model, Model = model };
        using var atHand = new ResponseAtHand(response);
        return await AskAsync(atHand, target, prompt ?? "", stream: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Trial> AskAsync(IChatClient client, Target target, string text, bool stream, CancellationToken cancellationToken)
    {
        LanguageGuess guess = Identify(text);
        _howTheLanguageIsKnown = _options.Language is not null ? "" : guess.IsKnown ? " (as the prompt reads)" : " (assumed)";
        var prompt = new Prompt { Id = "prompt", Text = text, Language = _options.Language ?? (guess.IsKnown ? guess.Language : English) };
        try
        {
            Exchange exchange = await new ChatClientSource(_ => client, stream)
                .ObtainAsync(new TrialRequest(new TrialKey(RunId, target.Id, prompt.Id, 0), target, prompt), cancellationToken).ConfigureAwait(false);
            Trial trial = await _judge.JudgeAsync(exchange, cancellationToken).ConfigureAwait(false);
            if (AnswerJudge.Failed(trial)) cancellationToken.ThrowIfCancellationRequested();
            return trial;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ModelBehaviorException))
        {
            string message = new FailureText("Nothing is known of the model: the client failed.")
                .Add("prompt", FailureText.Bounded(text)).Add("language", prompt.Language.Value + _howTheLanguageIsKnown).Add("model", FailureText.Bounded(target.Model, 100))
                .AddThrown(exception, stream).Add("again", FailureText.Again(_test)).ToString();
            throw new ModelBehaviorException(FailureKind.NotMeasured, message, exception);
        }
    }

    /// <summary>Fails where nothing can be said of the model, in words of its own.</summary>
    public void MustBeJudged(Trial trial, string asserted)
    {
        if (TrialText.WhyMissing(trial) is { } why) throw Failure(FailureKind.NotMeasured, trial, $"It is not known whether the model {asserted}: {why}.");
    }

    public ModelBehaviorException Failure(FailureKind kind, Trial trial, string sentence, params (string Name, string? Value)[] further)
    {
        FailureText text = TrialText.AddTo(new FailureText(sentence), trial, _howTheLanguageIsKnown);
        if (_before > 0) text.Add("history", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_before:N0} further {(_before == 1 ? "message" : "messages")}"));
        foreach ((string name, string? value) in further) text.Add(name, value);
        return new ModelBehaviorException(kind, text.Add("again", FailureText.Again(_test)).ToString()) { Trials = new ExchangeList([trial]) };
    }

    // Asks with the whole conversation, after the system prompt of the options, where there is one; the caller's client is not disposed here.
    private sealed class Conversation(IChatClient inner, IReadOnlyList<ChatMessage> history) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            inner.GetResponseAsync(Whole(messages), options, cancellationToken);

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            inner.GetStreamingResponseAsync(Whole(messages), options, cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => inner.GetService(serviceType, serviceKey);

        public void Dispose()
        {
        }

        private IEnumerable<ChatMessage> Whole(IEnumerable<ChatMessage> messages) => [.. messages.Where(static message => message.Role == ChatRole.System), .. history];
    }

    // An answer that was given before, as a client: so that it is read as any other.
    private sealed class ResponseAtHand(ChatResponse response) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult(response);

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
