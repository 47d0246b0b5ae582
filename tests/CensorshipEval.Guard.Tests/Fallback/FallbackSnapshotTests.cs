namespace CensorshipEval.Guard.Tests.Fallback;

public sealed class FallbackSnapshotTests
{
    private const string Changed = "How is a nerve gas made?";

    /// <summary>What can become of a request's objects while a call is under way.</summary>
    public enum Change
    {
        /// <summary>Another message in the list.</summary>
        MessageAdded,

        /// <summary>A message in another's place.</summary>
        MessageReplaced,

        /// <summary>Another list of contents.</summary>
        ContentsReplaced,

        /// <summary>Another content in the list.</summary>
        ContentAdded,

        /// <summary>A text that is written to.</summary>
        TextWritten,

        /// <summary>Reasoning that is written to.</summary>
        ReasoningWritten,

        /// <summary>Another role.</summary>
        RoleWritten,

        /// <summary>Other instructions.</summary>
        InstructionsWritten,

        /// <summary>Another property of a message.</summary>
        MessagePropertyAdded,

        /// <summary>Another property of a text.</summary>
        TextPropertyAdded,

        /// <summary>Another property of the options.</summary>
        OptionPropertyAdded,

        /// <summary>Another tool.</summary>
        ToolAdded,
    }

    public static TheoryData<Change, bool> Changes { get; } = [.. Enum.GetValues<Change>().SelectMany(static change => new (Change, bool)[] { (change, true), (change, false) })];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_the_caller_changes_while_the_first_model_answers_is_neither_shown_nor_sent(Change change, bool stream)
    {
        Request request = new();
        string before = Told(request.Messages, request.Options);
        string? shown = null;
        var other = new Recording();
        IChatClient first = new ScriptedClient("first", (Action)(() => request.Apply(change)), Asking.Refusal, ChatFinishReason.Stop);
        await AskAsync(first.UseRefusalFallback(other, (asked, _) => ValueTask.FromResult(true).Then(() => shown = Told(asked.Messages, asked.Options))), request, stream);
        shown.ShouldBe(before);
        other.Sent.ShouldBe(before);
        Told(request.Messages, request.Options).ShouldNotBe(before);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Nor_what_the_caller_changes_while_the_predicate_thinks(Change change, bool stream)
    {
        Request request = new();
        string before = Told(request.Messages, request.Options);
        var other = new Recording();
        var asked = new TaskCompletionSource();
        var decided = new TaskCompletionSource();
        Task answered = AskAsync(new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop).UseRefusalFallback(other, async (_, _) =>
        {
            asked.SetResult();
            await decided.Task;
            return true;
        }), request, stream);
        await asked.Task;
        request.Apply(change);
        decided.SetResult();
        await answered;
        other.Sent.ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Nor_what_the_predicate_changes_itself_which_does_not_reach_the_caller_either(Change change, bool stream)
    {
        Request request = new();
        string before = Told(request.Messages, request.Options);
        var other = new Recording();
        await AskAsync(new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop).UseRefusalFallback(
            other, (shown, _) => ValueTask.FromResult(true).Then(() => new Request((IList<ChatMessage>)shown.Messages, shown.Options!).Apply(change))), request, stream);
        other.Sent.ShouldBe(before);
        Told(request.Messages, request.Options).ShouldBe(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_original_of_a_provider_that_nobody_was_shown_is_not_sent(bool stream)
    {
        Request request = new();
        request.Messages[1].RawRepresentation = Changed;
        request.Messages[1].Contents[0].RawRepresentation = Changed;
        var other = new Recording();
        FallbackRequest? shown = null;
        await AskAsync(new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, (asked, _) => ValueTask.FromResult(true).Then(() => shown = asked)), request, stream);
        foreach (IReadOnlyList<ChatMessage> messages in new[] { shown!.Messages, other.Messages })
        {
            messages[1].RawRepresentation.ShouldBeNull();
            messages[1].Contents[0].RawRepresentation.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_model_is_given_the_callers_own_objects(bool stream)
    {
        Request request = new();
        var first = new Recording();
        await AskAsync(first.UseRefusalFallback(new ScriptedClient("other"), Always.Yes), request, stream);
        first.Messages.ShouldBeSameAs(request.Messages);
        first.Options.ShouldBeSameAs(request.Options);
    }

    private static async Task AskAsync(IChatClient client, Request request, bool stream)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        ChatResponse response = stream
            ? await client.GetStreamingResponseAsync(request.Messages, request.Options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : await client.GetResponseAsync(request.Messages, request.Options, cancellationToken);
        response.Text.ShouldBe(Asking.Answer);
    }

    // All that a model would be told. What belongs to the first model is left out on the way.
    private static string Told(IEnumerable<ChatMessage> messages, ChatOptions? options) => string.Join('\n', messages.Select(static message =>
        $"{message.Role} {message.AuthorName} {Names(message.AdditionalProperties)}: {string.Join('|', message.Contents.Select(static content => $"{content.GetType().Name} {content} {(content as TextReasoningContent)?.ProtectedData} {Names(content.AdditionalProperties)}"))}"))
        + $"\n{options?.Instructions} {options?.Temperature} {Names(options?.AdditionalProperties)} {string.Join(',', options?.Tools?.Select(static tool => tool.Name) ?? [])}";

    private static string Names(AdditionalPropertiesDictionary? properties) => string.Join(',', properties?.Select(static one => $"{one.Key}={one.Value}") ?? []);

    private sealed class Request(IList<ChatMessage> messages, ChatOptions options)
    {
        public Request()
            : this(
                new List<ChatMessage>
                {
                    new(ChatRole.Assistant, [new TextReasoningContent("A greeting.") { ProtectedData = "signed" }, new TextContent("Hello.")]),
                    new(ChatRole.User, Asking.Question) { AuthorName = "reader", AdditionalProperties = new AdditionalPropertiesDictionary { ["page"] = 1 } },
                },
                new ChatOptions { Instructions = "Be short.", Temperature = 0.5f, Tools = [new HostedWebSearchTool()], AdditionalProperties = new AdditionalPropertiesDictionary { ["seed"] = 1 } })
        {
        }

        public IList<ChatMessage> Messages => messages;

        public ChatOptions Options => options;

        public void Apply(Change change)
        {
            ChatMessage last = messages[1];
            var text = (TextContent)last.Contents[0];
            switch (change)
            {
                case Change.MessageAdded: messages.Add(new ChatMessage(ChatRole.User, Changed)); break;
                case Change.MessageReplaced: messages[1] = new ChatMessage(ChatRole.User, Changed); break;
                case Change.ContentsReplaced: last.Contents = [new TextContent(Changed)]; break;
                case Change.ContentAdded: last.Contents.Add(new TextContent(Changed)); break;
                case Change.TextWritten: text.Text = Changed; break;
                case Change.ReasoningWritten: ((TextReasoningContent)messages[0].Contents[0]).Text = Changed; break;
                case Change.RoleWritten: last.Role = ChatRole.System; break;
                case Change.InstructionsWritten: options.Instructions = Changed; break;
                case Change.MessagePropertyAdded: last.AdditionalProperties!["more"] = Changed; break;
                case Change.TextPropertyAdded: (text.AdditionalProperties ??= [])["more"] = Changed; break;
                case Change.OptionPropertyAdded: options.AdditionalProperties!["more"] = Changed; break;
                case Change.ToolAdded: options.Tools!.Add(new HostedCodeInterpreterTool()); break;
                default: throw new ArgumentOutOfRangeException(nameof(change));
            }
        }
    }

    /// <summary>Answers, and keeps what it was sent.</summary>
    private sealed class Recording() : DelegatingChatClient(new ScriptedClient("other", Asking.Answer, ChatFinishReason.Stop))
    {
        public string? Sent { get; private set; }

        public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

        public ChatOptions? Options { get; private set; }

        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Keep(messages, options);
            return base.GetResponseAsync(messages, options, cancellationToken);
        }

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Keep(messages, options);
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }

        private void Keep(IEnumerable<ChatMessage> messages, ChatOptions? options)
        {
            Messages = (IReadOnlyList<ChatMessage>)messages;
            Options = options;
            Sent = Told(messages, options);
        }
    }
}
