using System.Diagnostics;

namespace CensorshipEval.Guard.Tests.Refusals;

public sealed class GuardUnfinishedTests
{
    private const string Responses = "censorshipeval.guard.responses";
    private const string Refusals = "censorshipeval.guard.refusals";

    [Fact]
    public async Task An_answer_that_is_left_at_its_finish_reason_is_whole_and_counted_as_such()
    {
        using var heard = new Heard();
        for (int i = 0; i < 10; i++) await LeaveAtFinishAsync(new ScriptedClient("left-whole", Asking.Answer, ChatFinishReason.Stop));
        for (int i = 0; i < 10; i++) await LeaveAtFinishAsync(new ScriptedClient("left-whole", Asking.Refusal, ChatFinishReason.Stop));
        Model(heard, Responses, "left-whole").Count.ShouldBe(20);
        Model(heard, Refusals, "left-whole").Count.ShouldBe(10);
        Model(heard, Responses, "left-whole").ShouldAllBe(static tags => !tags.ContainsKey("censorshipeval.unfinished"));

        static async Task LeaveAtFinishAsync(ScriptedClient inner)
        {
            await foreach (ChatResponseUpdate update in inner.UseRefusalGuard().GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken))
            {
                if (update.FinishReason is not null) break;
            }
        }
    }

    [Fact]
    public async Task What_is_cut_off_is_counted_apart_answers_and_refusals_alike()
    {
        using var heard = new Heard();
        Exception[] failures = [new IOException("lost"), new TaskCanceledException("the client's own timeout")];
        foreach (Exception failure in failures)
        {
            foreach (string text in new[] { Asking.Answer, Asking.Refusal })
                (await Record.ExceptionAsync(() => new ScriptedClient("cut", text, failure).UseRefusalGuard().StreamAsync())).ShouldBeSameAs(failure);
        }

        IReadOnlyList<Dictionary<string, string>> responses = Model(heard, Responses, "cut");
        responses.Count.ShouldBe(4);
        responses.ShouldAllBe(static tags => tags["censorshipeval.unfinished"] == "True");
        Model(heard, Refusals, "cut").Count.ShouldBe(2);
        responses.Count(static tags => tags["censorshipeval.engagement"] == "none").ShouldBe(2);
    }

    [Fact]
    public async Task A_fragment_is_no_refusal()
    {
        int told = 0;
        var options = new RefusalGuardOptions { OnRefusal = (_, _) => ValueTask.FromResult(told++).AsVoid() };
        await LeaveAsync(new ScriptedClient("m", "I'm sorry, I can't", " say exactly how many died.").UseRefusalGuard(options));
        told.ShouldBe(0);
        await LeaveAsync(new ScriptedClient("m", Asking.Refusal, "more").UseRefusalGuard(options));
        told.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(CutOff.Refusals), MemberType = typeof(CutOff))]
    public async Task A_whole_sentence_of_refusal_is_one_though_another_has_begun(string refusal, string begun)
    {
        using var heard = new Heard();
        RefusalNotice? told = null;
        var options = new RefusalGuardOptions { ShowContentToHandler = true, OnRefusal = (notice, _) => ValueTask.FromResult(told = notice).AsVoid() };
        string model = $"begun-{refusal}-{begun}";
        (await Record.ExceptionAsync(() => new ScriptedClient(model, refusal, begun, new IOException("lost")).UseRefusalGuard(options).StreamAsync())).ShouldBeOfType<IOException>();
        told.ShouldNotBeNull();
        told.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        told.Exchange!.Text.ShouldBe(refusal + begun);
        Model(heard, Refusals, model).ShouldHaveSingleItem()["censorshipeval.unfinished"].ShouldBe("True");
        Model(heard, Responses, model).ShouldHaveSingleItem()["censorshipeval.engagement"].ShouldBe("Refused");
    }

    [Theory]
    [MemberData(nameof(CutOff.Beginnings), MemberType = typeof(CutOff))]
    public async Task What_might_still_become_an_answer_is_counted_as_unknown(string beginning)
    {
        using var heard = new Heard();
        string model = $"beginning-{beginning}";
        await LeaveAsync(new ScriptedClient(model, beginning, "more").UseRefusalGuard());
        Model(heard, Responses, model).ShouldHaveSingleItem().ShouldSatisfyAllConditions(IsUnknown);
        Model(heard, Refusals, model).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_that_shows_no_text_is_counted_too()
    {
        using var heard = new Heard();
        var role = new ChatResponseUpdate(ChatRole.Assistant, []);
        var alive = new ChatResponseUpdate { AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.KeepAlive] = true } };
        await LeaveAsync(new ScriptedClient("no-text", role, "more").UseRefusalGuard());
        await LeaveAsync(new ScriptedClient("no-text", new TextReasoningContent("The user asks."), "more").UseRefusalGuard());
        (await Record.ExceptionAsync(() => new ScriptedClient("no-text", alive, alive, new IOException("lost")).UseRefusalGuard().StreamAsync())).ShouldBeOfType<IOException>();
        Model(heard, Responses, "no-text").Count.ShouldBe(3);
        Model(heard, Responses, "no-text").ShouldAllBe(static tags => tags["censorshipeval.unfinished"] == "True" && tags["censorshipeval.delivery"] == "Unknown");

        // As of a call that is not streamed: there was no answer to count.
        (await Record.ExceptionAsync(() => new ScriptedClient("no-stream", new IOException("down")).UseRefusalGuard().StreamAsync())).ShouldBeOfType<IOException>();
        Model(heard, Responses, "no-stream").ShouldBeEmpty();
        // What is still to come is none either.
        await LeaveAsync(new ScriptedClient("no-answer", new FunctionCallContent("1", "lookup"), "more").UseRefusalGuard());
        Model(heard, Responses, "no-answer").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_detector_that_is_slow_or_broken_leaves_it_counted_once()
    {
        using var heard = new Heard();
        var slow = new StubDetector(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("never");
        });
        var broken = new StubDetector(static (_, _) => throw new NotSupportedException("broken"));
        foreach (StubDetector detector in new[] { slow, broken })
        {
            await LeaveAsync(new ScriptedClient("not-judged", Asking.Refusal, "more").UseRefusalGuard(detector: detector));
            // The finish reason in the same piece as the text.
            var whole = new ChatResponseUpdate(ChatRole.Assistant, Asking.Refusal) { FinishReason = ChatFinishReason.Stop };
            await LeaveAsync(new ScriptedClient("not-judged", whole).UseRefusalGuard(detector: detector).UseRefusalGuard(detector: detector));
        }

        Model(heard, Responses, "not-judged").Count.ShouldBe(4);
        foreach (Dictionary<string, string> tags in Model(heard, Responses, "not-judged")) tags.ShouldSatisfyAllConditions(IsUnknown);
        Model(heard, Refusals, "not-judged").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_begun_behind_a_sentence_does_not_look_withdrawn()
    {
        Exchange? judged = null;
        var detector = new StubDetector((exchange, _) =>
        {
            judged = exchange;
            return ValueTask.FromResult(new Verdict { Detector = default, Delivery = Delivery.Delivered, Engagement = Engagement.Complete });
        });
        await LeaveAsync(new ScriptedClient("m", "No. And this is long and goes on and on without an end", "more").UseRefusalGuard(detector: detector));
        judged!.Text.ShouldBe("No.");
        CensorshipEval.Detection.DeliverySignals.Observe(judged).Delivery.ShouldBe(Delivery.Delivered);
    }

    [Fact]
    public async Task Who_leaves_does_not_wait_for_a_detector()
    {
        CancellationToken given = default;
        var detector = new StubDetector(async (_, token) =>
        {
            given = token;
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("never");
        });
        var options = new RefusalGuardOptions { DetectionTimeout = TimeSpan.FromSeconds(30) };
        long start = Stopwatch.GetTimestamp();
        await LeaveAsync(new ScriptedClient("m", Asking.Refusal, "more").UseRefusalGuard(options, detector));
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        given.IsCancellationRequested.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_leaves_waits_for_a_handler_no_longer_than_the_time_limit(bool listens)
    {
        var options = new RefusalGuardOptions
        {
            HandlerTimeout = TimeSpan.FromMilliseconds(50), OnRefusal = async (_, token) => await Task.Delay(TimeSpan.FromSeconds(30), listens ? token : TestContext.Current.CancellationToken),
        };
        long start = Stopwatch.GetTimestamp();
        await LeaveAsync(new ScriptedClient("m", Asking.Refusal, "more").UseRefusalGuard(options));
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static async Task LeaveAsync(IChatClient client)
    {
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken)) break;
    }

    private static Action<Dictionary<string, string>>[] IsUnknown { get; } =
    [
        static tags => tags["censorshipeval.unfinished"].ShouldBe("True"),
        static tags => tags["censorshipeval.delivery"].ShouldBe("Unknown"),
        static tags => tags["censorshipeval.engagement"].ShouldBe("none"),
    ];

    private static IReadOnlyList<Dictionary<string, string>> Model(Heard heard, string instrument, string model) => heard.Of(instrument, "gen_ai.response.model", model);
}
