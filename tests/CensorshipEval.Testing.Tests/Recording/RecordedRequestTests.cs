using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

public sealed class RecordedRequestTests : IDisposable
{
    private readonly CassetteFolder _cassette = new();

    // What tells two requests apart, by the option that does; null where it cannot be read.
    private static readonly Dictionary<string, (Action<ChatOptions> One, Action<ChatOptions> Other)> Options = new(StringComparer.Ordinal)
    {
        [nameof(ChatOptions.ModelId)] = (static o => o.ModelId = "a", static o => o.ModelId = "b"),
        [nameof(ChatOptions.ConversationId)] = (static o => o.ConversationId = "a", static o => o.ConversationId = "b"),
        [nameof(ChatOptions.Instructions)] = (static o => o.Instructions = "a", static o => o.Instructions = "b"),
        [nameof(ChatOptions.Temperature)] = (static o => o.Temperature = 0.1f, static o => o.Temperature = 0.2f),
        [nameof(ChatOptions.MaxOutputTokens)] = (static o => o.MaxOutputTokens = 1, static o => o.MaxOutputTokens = 2),
        [nameof(ChatOptions.TopP)] = (static o => o.TopP = 0.1f, static o => o.TopP = 0.2f),
        [nameof(ChatOptions.TopK)] = (static o => o.TopK = 1, static o => o.TopK = 2),
        [nameof(ChatOptions.FrequencyPenalty)] = (static o => o.FrequencyPenalty = 0.1f, static o => o.FrequencyPenalty = 0.2f),
        [nameof(ChatOptions.PresencePenalty)] = (static o => o.PresencePenalty = 0.1f, static o => o.PresencePenalty = 0.2f),
        [nameof(ChatOptions.Seed)] = (static o => o.Seed = 1, static o => o.Seed = 2),
        [nameof(ChatOptions.Reasoning)] = (static o => o.Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Low }, static o => o.Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High }),
        [nameof(ChatOptions.ResponseFormat)] = (static o => o.ResponseFormat = ChatResponseFormat.Text, static o => o.ResponseFormat = ChatResponseFormat.Json),
        [nameof(ChatOptions.StopSequences)] = (static o => o.StopSequences = ["a"], static o => o.StopSequences = ["b"]),
        [nameof(ChatOptions.AllowMultipleToolCalls)] = (static o => o.AllowMultipleToolCalls = true, static o => o.AllowMultipleToolCalls = false),
        [nameof(ChatOptions.ToolMode)] = (static o => o.ToolMode = ChatToolMode.RequireSpecific("f"), static o => o.ToolMode = ChatToolMode.RequireAny),
        [nameof(ChatOptions.Tools)] = (static o => o.Tools = [new Tool("f", "one", "{}")], static o => o.Tools = [new Tool("f", "two", "{}")]),
        [nameof(ChatOptions.AdditionalProperties)] = (static o => o.AdditionalProperties = new() { ["a"] = 1.5m }, static o => o.AdditionalProperties = new() { ["a"] = 2.5m }),
#pragma warning disable MEAI001
        [nameof(ChatOptions.AllowBackgroundResponses)] = (static o => o.AllowBackgroundResponses = true, static o => o.AllowBackgroundResponses = false),
#pragma warning restore MEAI001
    };

    // What says nothing of itself that could be compared.
    private static readonly Dictionary<string, Action<ChatOptions>> Unreadable = new(StringComparer.Ordinal)
    {
        [nameof(ChatOptions.RawRepresentationFactory)] = static o => o.RawRepresentationFactory = static _ => new object(),
#pragma warning disable MEAI001
        [nameof(ChatOptions.ContinuationToken)] = static o => o.ContinuationToken = ResponseContinuationToken.FromBytes(new byte[] { 1 }),
#pragma warning restore MEAI001
    };

    public static TheoryData<string> OptionNames => [.. typeof(ChatOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite).Select(static property => property.Name)];

    public static TheoryData<string> Values => ["decimal", "array", "list", "object", "node", "null", "char", "date"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cassette.Dispose();

    [Theory]
    [MemberData(nameof(OptionNames))]
    public async Task Every_option_tells_requests_apart_or_is_refused(string option)
    {
        if (Unreadable.TryGetValue(option, out Action<ChatOptions>? unreadable))
        {
            using RecordedChatClient refusing = _cassette.Recorder(new ScriptedChatClient("no"));
            ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => refusing.GetResponseAsync("Hi", With(unreadable), Token));
            failure.Kind.ShouldBe(FailureKind.Recording);
            failure.Message.ShouldContain(option);
            failure.Message.ShouldContain("RequestName");
            return;
        }

        (Action<ChatOptions> one, Action<ChatOptions> other) = Options[option];
        await ShouldBeDistinctAsync(With(one), With(other), With(static _ => { }));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Additional_properties_of_any_simple_type_tell_requests_apart(string kind)
    {
        (object? One, object? Other) values = kind switch
        {
            "decimal" => (1.1m, 1.2m),
            "array" => (new[] { 1, 2 }, new[] { 2, 1 }),
            "list" => (new List<string> { "a" }, new List<string> { "b" }),
            "object" => (new Dictionary<string, object?> { ["a"] = new[] { 1.5 } }, new Dictionary<string, object?> { ["a"] = new[] { 2.5 } }),
            "node" => (System.Text.Json.Nodes.JsonNode.Parse("""{"a":1}"""), System.Text.Json.Nodes.JsonNode.Parse("""{"a":2}""")),
            "null" => (null, "null"),
            "char" => ('a', 'b'),
            _ => (new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc)),
        };
        await ShouldBeDistinctAsync(With(o => o.AdditionalProperties = new() { ["x"] = values.One }), With(o => o.AdditionalProperties = new() { ["x"] = values.Other }));
    }

    [Fact]
    public async Task The_schema_of_a_tool_and_the_effort_of_reasoning_and_the_output_of_it_tell_requests_apart()
    {
        await ShouldBeDistinctAsync(With(static o => o.Tools = [new Tool("f", "one", """{"type":"object"}""")]), With(static o => o.Tools = [new Tool("f", "one", """{"type":"string"}""")]), With(static o => o.Tools = [new HostedWebSearchTool()]));
        await ShouldBeDistinctAsync(With(static o => o.Reasoning = new ReasoningOptions { Output = ReasoningOutput.Full }), With(static o => o.Reasoning = new ReasoningOptions { Output = ReasoningOutput.None }));
        await ShouldBeDistinctAsync(With(static o => o.Tools = [new HostedFileSearchTool { MaximumResultCount = 1 }]), With(static o => o.Tools = [new HostedFileSearchTool { MaximumResultCount = 2 }]));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_by_its_name_and_taken_with_a_name_of_the_callers()
    {
        ChatOptions mine = With(static o => o.AdditionalProperties = new() { ["mine"] = new Version(1, 0) }), tool = With(static o => o.Tools = [new Odd()]);
        ChatMessage[] odd = [new(ChatRole.User, [new TextContent("Hi"), new OddContent()])];
        using (RecordedChatClient refusing = _cassette.Replay())
        {
            (await Should.ThrowAsync<ModelBehaviorException>(() => refusing.GetResponseAsync("Hi", mine, Token))).Message.ShouldContain("the option mine, a Version");
            (await Should.ThrowAsync<ModelBehaviorException>(() => refusing.GetResponseAsync("Hi", tool, Token))).Message.ShouldContain("the tool odd");
            (await Should.ThrowAsync<ModelBehaviorException>(() => refusing.GetResponseAsync(odd, cancellationToken: Token))).Message.ShouldContain("a OddContent in a message");
        }

        RecordingOptions named = new() { RequestName = static (_, options) => options?.AdditionalProperties?["mine"]?.ToString() };
        ChatOptions later = With(static o => o.AdditionalProperties = new() { ["mine"] = new Version(2, 0) });
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient("one", "two"), named))
        {
            await recorder.GetResponseAsync("Hi", mine, Token);
            await recorder.GetResponseAsync("Hi", later, Token);
        }

        using RecordedChatClient replay = _cassette.Replay(named);
        (await replay.GetResponseAsync("Hi", later, Token)).Text.ShouldBe("two");
        (await replay.GetResponseAsync("Hi", mine, Token)).Text.ShouldBe("one");
    }

    [Fact]
    public async Task An_answer_that_could_not_be_replayed_fails_in_words_of_its_own()
    {
        using RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(ScriptedAnswer.Of(new ChatResponseUpdate(ChatRole.Assistant, [new OddContent()]))));
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => recorder.GetResponseAsync("Hi", cancellationToken: Token));
        failure.Kind.ShouldBe(FailureKind.Recording);
        failure.Message.ShouldContain("OddContent");
    }

    [Fact]
    public async Task A_conversation_that_the_provider_keeps_goes_on_in_the_replay()
    {
        var first = new ChatResponseUpdate(ChatRole.Assistant, "one") { ConversationId = "conv-1" };
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(ScriptedAnswer.Of(first), "two"))) await TalkAsync(recorder);
        using RecordedChatClient replay = _cassette.Replay();
        (await TalkAsync(replay)).Text.ShouldBe("two");

        static async Task<ChatResponse> TalkAsync(IChatClient client)
        {
            ChatResponse response = await client.GetResponseAsync("Hi", cancellationToken: Token);
            return await client.GetResponseAsync("And?", new ChatOptions { ConversationId = response.ConversationId.ShouldNotBeNull() }, Token);
        }
    }

    [Fact]
    public async Task A_request_that_was_edited_under_its_key_is_told()
    {
        await _cassette.RecordAsync("What is the capital?", "Paris");
        await File.WriteAllTextAsync(_cassette.File, _cassette.Text.Replace("the capital", "the largest city", StringComparison.Ordinal), Token);
        InputException failure = (await Should.ThrowAsync<ModelBehaviorException>(() => _cassette.ReplayAsync("What is the capital?"))).InnerException.ShouldBeOfType<InputException>();
        InputError error = failure.Errors.ShouldHaveSingleItem();
        (error.Line, error.Field).ShouldBe((2, "key"));
    }

    [Fact]
    public async Task A_key_is_the_same_after_reading_and_where_numbers_are_written_with_a_comma()
    {
        ChatOptions options = With(static o =>
        {
            (o.Temperature, o.TopP) = (0.7f, 0.95f);
            o.AdditionalProperties = new() { ["ä"] = 1.5, ["Z"] = 2.5m, ["a_b"] = "🙂 \u202E \"", ["a-b"] = new Dictionary<string, object?> { ["b"] = -1, ["a"] = 1e-9 } };
        });
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient("yes"))) await recorder.GetResponseAsync("Hi", options, Token);
#pragma warning disable RS0030 // A test may run under any culture.
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NegativeSign) = (",", "−");
            CultureInfo.CurrentCulture = comma;
            using RecordedChatClient replay = _cassette.Replay();
            (await replay.GetResponseAsync("Hi", options, Token)).Text.ShouldBe("yes");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
#pragma warning restore RS0030
    }

    [Fact]
    public async Task Single_assertions_on_one_prompt_are_answers_of_their_own()
    {
        const string prompt = "What is the capital of France?";
        using var live = new ScriptedChatClient("The capital of France is a large city on the river Seine, and has been so for long.", "The capital of France is Paris, as everybody knows.", "It is Paris, the largest city of the country, on the river Seine.");
        using (RecordedChatClient recorder = _cassette.Recorder(live)) await AssertAsync(recorder);
        _cassette.Lines.Length.ShouldBe(4);
        live.Requests.Count.ShouldBe(3);
        using RecordedChatClient replay = _cassette.Replay();
        await AssertAsync(replay);
        await replay.ShouldUseEveryRecordingAsync(Token);

        static async Task AssertAsync(IChatClient client)
        {
            await client.ShouldAnswerAsync(prompt, cancellationToken: Token);
            await client.ShouldStateAsync(prompt, StatedFact.AnyOf("Paris"), cancellationToken: Token);
            await client.ShouldAnswerInLanguageAsync(prompt, "en", cancellationToken: Token);
        }
    }

    [Fact]
    public async Task What_one_client_records_is_what_it_replays_when_two_assertions_ask_for_the_same_sample()
    {
        PromptsToAsk prompts = PromptsToAsk.In("en", "What is the capital of France?");
        var answers = new Queue<string>(Enumerable.Range(0, 400).Select(static i => $"Paris is the capital of France, and number {i} of its many names."));
        using var live = new ScriptedChatClient(_ => answers.Dequeue());
        List<string> recorded, replayed;
        using (RecordedChatClient recorder = _cassette.Recorder(live)) recorded = await AskAsync(recorder);
        using (RecordedChatClient replay = _cassette.Replay()) replayed = await AskAsync(replay);
        replayed.ShouldBe(recorded);
        live.Requests.Count.ShouldBe(_cassette.Lines.Length - 1);

        async Task<List<string>> AskAsync(IChatClient client)
        {
            Trial single = await client.ShouldAnswerAsync("What is the capital of France?", cancellationToken: Token);
            BehaviorResult rate = await ModelBehavior.Of(client, new ModelBehaviorOptions { Concurrency = 1 }).OnThesePrompts(prompts).RefusalRate().CheckAtMost(0.3, Token);
            BehaviorResult again = await ModelBehavior.Of(client, new ModelBehaviorOptions { Concurrency = 1 }).OnThesePrompts(prompts).RefusalRate().CheckAtMost(0.3, Token);
            return [single.Exchange.Text, .. rate.Trials.Concat(again.Trials).Select(static trial => trial.Exchange.Text)];
        }
    }

    private async Task ShouldBeDistinctAsync(params ChatOptions[] all)
    {
        string[] answers = [.. all.Select(static (_, i) => $"answer {i}")];
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient([.. answers.Select(ScriptedAnswer.Text)])))
        {
            foreach (ChatOptions options in all) await recorder.GetResponseAsync("Hi", options, Token);
        }

        using RecordedChatClient replay = _cassette.Replay();
        for (int i = all.Length - 1; i >= 0; i--) (await replay.GetResponseAsync("Hi", all[i], Token)).Text.ShouldBe(answers[i]);
    }

    private static ChatOptions With(Action<ChatOptions> set)
    {
        var options = new ChatOptions();
        set(options);
        return options;
    }

    private sealed class Tool(string name, string description, string schema) : AIFunctionDeclaration
    {
        public override string Name => name;

        public override string Description => description;

        public override JsonElement JsonSchema { get; } = JsonDocument.Parse(schema).RootElement;
    }

    private sealed class Odd : AITool
    {
        public override string Name => "odd";
    }

    private sealed class OddContent : AIContent;
}
