using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CensorshipEval.Guard.Tests.Refusals;

public sealed class GuardTelemetryTests
{
    [Fact]
    public async Task Answers_are_counted_by_model_language_delivery_engagement_and_reason()
    {
        using var heard = new Heard();
        await new ScriptedClient("counted", Asking.Refusal, ChatFinishReason.Stop).UseRefusalGuard().AskAsync(stream: true);
        await new ScriptedClient("counted", Asking.Answer, ChatFinishReason.Stop).UseRefusalGuard().AskAsync(stream: false);

        IReadOnlyList<Dictionary<string, string>> responses = heard.Of("censorshipeval.guard.responses", "gen_ai.response.model", "counted");
        responses.Count.ShouldBe(2);
        responses[0].ShouldSatisfyAllConditions(
            static tags => tags["censorshipeval.language"].ShouldBe("en"),
            static tags => tags["censorshipeval.delivery"].ShouldBe("Delivered"),
            static tags => tags["censorshipeval.engagement"].ShouldBe("Refused"),
            static tags => tags["censorshipeval.reason"].ShouldBe("Unstated"),
            static tags => tags.Count.ShouldBe(5));
        responses[1]["censorshipeval.engagement"].ShouldBe("Complete");
        heard.Of("censorshipeval.guard.refusals", "gen_ai.response.model", "counted").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Names_that_a_server_makes_up_do_not_make_metrics_grow()
    {
        using var heard = new Heard();
        var inner = new ScriptedClient("first-of-two", new ChatResponseUpdate(ChatRole.Assistant, Asking.Answer));
        var guarded = new RefusalGuardChatClient(new RenamingClient(inner), new RefusalGuardOptions { MaxModels = 2 });
        for (int i = 0; i < 20; i++) await guarded.AskAsync(stream: false);
        heard.Of("censorshipeval.guard.responses").Select(static tags => tags["gen_ai.response.model"]).Where(static name => name.StartsWith("renamed-", StringComparison.Ordinal))
            .Distinct().Count().ShouldBe(2);
        heard.Of("censorshipeval.guard.responses", "gen_ai.response.model", "other").Count.ShouldBeGreaterThanOrEqualTo(18);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_verdict_is_an_evaluation_event_on_the_span_and_content_is_opted_into(bool content)
    {
        using var listener = Listener();
        using var source = new ActivitySource("guard-tests");
        using Activity span = source.StartActivity("chat")!;
        await new ScriptedClient("m", Asking.Refusal, ChatFinishReason.Stop).UseRefusalGuard(new RefusalGuardOptions { RecordContent = content }).AskAsync(stream: true);

        ActivityEvent evaluation = span.Events.ShouldHaveSingleItem();
        evaluation.Name.ShouldBe("gen_ai.evaluation.result");
        var tags = evaluation.Tags.ToDictionary(static tag => tag.Key, static tag => tag.Value);
        tags["gen_ai.evaluation.name"].ShouldBe("refusal");
        tags["gen_ai.evaluation.score.label"].ShouldBe("refused");
        tags["gen_ai.evaluation.score.value"].ShouldBeOfType<double>().ShouldBeInRange(0.5, 1);
        tags["gen_ai.evaluation.explanation"].ShouldBeOfType<string>().ShouldMatch("^phrases/en/[a-z-]+(, phrases/en/[a-z-]+)*$");
        tags["gen_ai.response.id"].ShouldBe("response-1");
        tags.ContainsKey("gen_ai.output.messages").ShouldBe(content);
        tags.ContainsKey("gen_ai.input.messages").ShouldBe(content);
        bool holdsText = tags.Values.Any(static value => value is string text && (text.Contains("can't help", StringComparison.Ordinal) || text.Contains("Tiananmen", StringComparison.Ordinal) || text.Contains("can\\u0027t", StringComparison.Ordinal)));
        holdsText.ShouldBe(content);
    }

    [Fact]
    public async Task The_same_event_is_a_log_without_text()
    {
        var log = new ListLogger();
        await new ScriptedClient("m", Asking.Refusal).UseRefusalGuard(logger: log).AskAsync(stream: true);
        (LogLevel level, EventId id, string text) = log.Entries.ShouldHaveSingleItem();
        level.ShouldBe(LogLevel.Information);
        id.Name.ShouldBe("gen_ai.evaluation.result");
        text.ShouldContain("gen_ai.evaluation.score.label=refused");
        text.ShouldNotContain("help");
    }

    [Fact]
    public async Task Content_in_a_log_is_structured_as_the_conventions_ask()
    {
        var log = new ListLogger();
        await new ScriptedClient("m", Asking.Refusal, ChatFinishReason.Stop).UseRefusalGuard(new RefusalGuardOptions { RecordContent = true }, logger: log).AskAsync(stream: true);
        var output = log.Attributes["gen_ai.output.messages"].ShouldBeAssignableTo<IReadOnlyList<KeyValuePair<string, object?>>[]>();
        var message = output.ShouldHaveSingleItem().ToDictionary(static pair => pair.Key, static pair => pair.Value);
        message["role"].ShouldBe("assistant");
        message["finish_reason"].ShouldBe("stop");
        var parts = message["parts"].ShouldBeAssignableTo<IReadOnlyList<KeyValuePair<string, object?>>[]>();
        parts.ShouldHaveSingleItem().ShouldContain(new KeyValuePair<string, object?>("content", Asking.Refusal));
        System.Text.Json.JsonDocument.Parse(output[0].ToString()!).RootElement.GetProperty("parts")[0].GetProperty("content").GetString().ShouldBe(Asking.Refusal);
    }

    [Theory]
    [InlineData(Delivery.Retracted, null, "retracted")]
    [InlineData(Delivery.InputBlocked, null, "blocked")]
    [InlineData(Delivery.OutputBlocked, Engagement.Partial, "blocked")]
    [InlineData(Delivery.EmptyStop, null, "undetermined")]
    [InlineData(Delivery.Delivered, Engagement.Undetermined, "undetermined")]
    [InlineData(Delivery.Delivered, Engagement.Refused, "refused")]
    [InlineData(Delivery.Delivered, Engagement.Partial, "partial")]
    [InlineData(Delivery.Delivered, Engagement.NonResponsive, "non_responsive")]
    [InlineData(Delivery.Truncated, Engagement.Complete, "answered")]
    public void Labels_are_few_and_each_means_one_thing(Delivery delivery, Engagement? engagement, string label) =>
        EvaluationEvent.LabelOf(new Verdict { Detector = default, Delivery = delivery, Engagement = engagement }).ShouldBe(label);

    private static ActivityListener Listener()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "guard-tests",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class RenamingClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        private int _count;

        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            ChatResponse response = await base.GetResponseAsync(messages, options, cancellationToken);
            response.ModelId = $"renamed-{_count++}";
            return response;
        }
    }

    private sealed class ListLogger : ILogger<RefusalGuardChatClient>
    {
        public Dictionary<string, object?> Attributes { get; } = [];

        public List<(LogLevel Level, EventId Id, string Text)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string attributes = state is IReadOnlyList<KeyValuePair<string, object?>> pairs ? string.Join(';', pairs.Select(static pair => $"{pair.Key}={pair.Value}")) : "";
            foreach (KeyValuePair<string, object?> pair in state as IReadOnlyList<KeyValuePair<string, object?>> ?? []) Attributes[pair.Key] = pair.Value;
            Entries.Add((logLevel, eventId, $"{formatter(state, exception)} {attributes}"));
        }
    }
}
