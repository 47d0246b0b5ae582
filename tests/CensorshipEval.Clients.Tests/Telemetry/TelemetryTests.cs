using System.Diagnostics;
using System.Diagnostics.Metrics;
using CensorshipEval.Clients.Tests.Faults;
using CensorshipEval.Clients.Tests.Resilience;

namespace CensorshipEval.Clients.Tests.Telemetry;

public sealed class TelemetryTests
{
    private const string Prompt = "What happened on the square?";

    private readonly string _model = $"model-{Guid.NewGuid():N}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_is_a_span_and_measurements_by_the_names_of_the_conventions(bool stream)
    {
        using var heard = new Heard(_model);
        await using FaultServer server = await FaultServer.StartAsync(stream ? Reply.Answer() : Reply.Json(Completions.Whole(Completions.Message(Completions.Text))));
        var options = new ChatOptions { Temperature = 0.5f, TopP = 0.9f, MaxOutputTokens = 100, Seed = 3, FrequencyPenalty = 0.1f, PresencePenalty = 0.2f };

        await AskAsync(server, stream, options);

        Activity span = heard.Spans.ShouldHaveSingleItem();
        span.DisplayName.ShouldBe($"chat {_model}");
        span.Kind.ShouldBe(ActivityKind.Client);
        span.Status.ShouldBe(ActivityStatusCode.Unset);
        var tags = span.TagObjects.ToDictionary(static tag => tag.Key, static tag => tag.Value, StringComparer.Ordinal);
        tags.Remove("gen_ai.response.time_to_first_chunk", out object? first).ShouldBe(stream);
        if (stream) first.ShouldBeOfType<double>().ShouldBeGreaterThan(0);
        tags.Remove("gen_ai.request.stream").ShouldBe(stream);
        tags.Remove("gen_ai.response.finish_reasons", out object? reasons).ShouldBeTrue();
        reasons.ShouldBeOfType<string[]>().ShouldBe(["stop"]);
        tags.ShouldBe(
            new Dictionary<string, object?>
            {
                ["gen_ai.operation.name"] = "chat", ["gen_ai.provider.name"] = "openai-compatible", ["gen_ai.request.model"] = _model,
                ["server.address"] = "127.0.0.1", ["server.port"] = server.Endpoint.Port,
                ["gen_ai.request.temperature"] = 0.5f, ["gen_ai.request.top_p"] = 0.9f, ["gen_ai.request.max_tokens"] = 100, ["gen_ai.request.seed"] = 3L,
                ["gen_ai.request.frequency_penalty"] = 0.1f, ["gen_ai.request.presence_penalty"] = 0.2f,
                ["gen_ai.response.model"] = "asked", ["gen_ai.response.id"] = "c1", ["gen_ai.usage.input_tokens"] = 7L, ["gen_ai.usage.output_tokens"] = 19L,
            },
            ignoreOrder: true);

        Dictionary<string, object?> common = new()
        {
            ["gen_ai.operation.name"] = "chat", ["gen_ai.provider.name"] = "openai-compatible", ["gen_ai.request.model"] = _model,
            ["gen_ai.response.model"] = "asked", ["server.address"] = "127.0.0.1", ["server.port"] = server.Endpoint.Port,
        };
        (Instrument duration, double took, Dictionary<string, object?> durationTags) = heard.Of("gen_ai.client.operation.duration").ShouldHaveSingleItem();
        duration.Unit.ShouldBe("s");
        took.ShouldBeGreaterThan(0);
        durationTags.ShouldBe(common, ignoreOrder: true);
        ((Histogram<double>)duration).Advice!.HistogramBucketBoundaries!.ShouldBe([0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]);
        heard.Of("gen_ai.client.operation.time_to_first_chunk").Count.ShouldBe(stream ? 1 : 0);
        heard.Of("gen_ai.client.token.usage").Select(static usage => (usage.Value, usage.Tags["gen_ai.token.type"])).ShouldBe([(7, "input"), (19, "output")]);
        Instrument tokens = heard.Of("gen_ai.client.token.usage")[0].Instrument;
        tokens.Unit.ShouldBe("{token}");
        ((Histogram<long>)tokens).Advice!.HistogramBucketBoundaries![^1].ShouldBe(67_108_864);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_attempt_is_a_span_of_the_providers_own_time_with_its_error(bool stream)
    {
        using var heard = new Heard(_model);
        await using FaultServer server = await FaultServer.StartAsync(
            Reply.Json("""{"error":{"message":"Try later"}}""", 503), Reply.Reset(), Reply.Json(Completions.Whole(Completions.Message(Completions.Text))));

        await AskAsync(server, stream, null, Call.Quick with { Retry = new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.FromSeconds(0.3) } });

        heard.Spans.Select(static span => span.GetTagItem("error.type")).ShouldBe(["503", "connection", null]);
        heard.Spans.Select(static span => span.Status).ShouldBe([ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Unset]);
        heard.Of("gen_ai.client.operation.duration").Select(static measured => measured.Tags.GetValueOrDefault("error.type")).ShouldBe(["503", "connection", null]);
    }

    [Fact]
    public async Task Neither_prompt_nor_answer_nor_error_text_nor_key_is_in_any_of_it()
    {
        using var heard = new Heard(_model);
        foreach (Reply reply in new[]
        {
            Reply.Answer(), Reply.Json($$$"""{"error":{"message":"You asked: {{{Prompt}}} with {{{Call.Key}}}","code":"{{{Call.Key}}}"}}""", 401),
            Reply.Json($$$"""{"error":{"message":"{{{Prompt}}}","code":"content_filter"}}""", 400), Reply.Json($$$"""{"error":{"message":"{{{Prompt}}}","code":"{{{Prompt}}}"}}"""),
            Reply.Sse(Completions.Delta(Completions.Text), Step.Abort),
            Reply.Json($$$"""{"id":"{{{Call.Key}}}","model":"{{{Call.Key}}}","choices":[{"message":{"content":"x"},"finish_reason":"{{{Call.Key}}}"}]}"""),
        })
        {
            await using FaultServer server = await FaultServer.StartAsync(reply);
            foreach (bool stream in new[] { true, false }) await Record.ExceptionAsync(() => AskAsync(server, stream, null));
        }

        heard.Spans.Count.ShouldBeGreaterThanOrEqualTo(12);
        heard.Everything.ShouldContain("gen_ai.response.id=[key]");
        heard.Everything.ShouldNotContain("square");
        heard.Everything.ShouldNotContain("You asked");
        heard.Everything.ShouldNotContain(Call.Key[..12]);
    }

    [Fact]
    public async Task What_the_inner_client_does_belongs_to_the_span_and_what_the_reader_does_does_not()
    {
        using var heard = new Heard(_model);
        var current = new List<Activity?>();
        using var inner = new ObservingClient(() => current.Add(Activity.Current));
        using var client = new TelemetryChatClient(inner);
        var readers = new List<Activity?>();

        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync("Hello", new ChatOptions { ModelId = _model }, TestContext.Current.CancellationToken))
            readers.Add(Activity.Current);

        Activity span = heard.Spans.ShouldHaveSingleItem();
        current.ShouldBe([span, span, span]);
        readers.ShouldAllBe(static activity => activity == null);
        Activity.Current.ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_that_is_left_early_ends_its_span_without_an_error()
    {
        using var heard = new Heard(_model);
        using var inner = new ScriptedClient(TimeProvider.System, ["An", "swer"]);
        using var client = new TelemetryChatClient(inner);

        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync("Hello", new ChatOptions { ModelId = _model }, TestContext.Current.CancellationToken)) break;

        heard.Spans.ShouldHaveSingleItem().GetTagItem("error.type").ShouldBeNull();
    }

    [Fact]
    public async Task Durations_are_by_the_given_clock()
    {
        using var heard = new Heard(_model);
        var time = new ManualTime();
        using var inner = new ScriptedClient(time, [TimeSpan.FromSeconds(2), "An", TimeSpan.FromSeconds(3), "swer"]);
        using var client = new TelemetryChatClient(inner, time);

        await time.RunAsync(client.GetStreamingResponseAsync("Hello", new ChatOptions { ModelId = _model }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken).AsTask());

        heard.Of("gen_ai.client.operation.time_to_first_chunk").ShouldHaveSingleItem().Value.ShouldBe(2);
        heard.Of("gen_ai.client.operation.duration").ShouldHaveSingleItem().Value.ShouldBe(5);
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", "openai")]
    [InlineData("https://mine.openai.azure.com/openai/deployments/x/chat/completions", "azure.ai.openai")]
    [InlineData("https://api.deepseek.com", "deepseek")]
    [InlineData("https://notdeepseek.com", "openai-compatible")]
    [InlineData("http://127.0.0.1:8080/v1", "openai-compatible")]
    public void A_provider_goes_by_the_conventions_name_where_it_has_one(string endpoint, string name)
    {
        using var http = new HttpClient();
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = new Uri(endpoint), Model = "m" });

        ((ChatClientMetadata)client.GetService(typeof(ChatClientMetadata))!).ProviderName.ShouldBe(name);
    }

    private async Task AskAsync(FaultServer server, bool stream, ChatOptions? options, ChatPipelineOptions? pipeline = null)
    {
        using var http = new HttpClient();
        using var provider = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = server.Endpoint, Model = _model, ApiKey = Call.Key });
        using IChatClient client = new ChatPipelineBuilder(provider).UseResilience(pipeline ?? Call.Quick).Build();
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        if (stream) await client.GetStreamingResponseAsync(Prompt, options, cancellationToken).ToListAsync(cancellationToken);
        else await client.GetResponseAsync(Prompt, options, cancellationToken);
    }

    private sealed class ObservingClient(Action step) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            for (int i = 0; i < 3; i++)
            {
                step();
                await Task.Yield();
                yield return new ChatResponseUpdate(ChatRole.Assistant, "x");
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
