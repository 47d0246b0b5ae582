using CensorshipEval.Detection;

namespace CensorshipEval.Guard.Tests.Refusals;

public sealed class GuardFailureTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_detector_that_throws_breaks_nothing_and_is_counted(bool stream)
    {
        using var heard = new Heard();
        var detector = new StubDetector(static (_, _) => throw new NotSupportedException("broken"));
        ChatResponse response = await new ScriptedClient("m", Asking.Answer).UseRefusalGuard(detector: detector).AskAsync(stream);
        response.Text.ShouldBe(Asking.Answer);
        response.GetVerdict().ShouldBeNull();
        heard.Of("censorshipeval.guard.failures", "error.type", typeof(NotSupportedException).FullName!).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_detector_that_gives_nothing_is_named_as_what_failed(bool stream)
    {
        using var heard = new Heard();
        var detector = new StubDetector(static (_, _) => ValueTask.FromResult<Verdict>(null!));
        ChatResponse response = await new ScriptedClient("m", Asking.Answer).UseRefusalGuard(detector: detector).AskAsync(stream);
        response.Text.ShouldBe(Asking.Answer);
        response.GetVerdict().ShouldBeNull();
        heard.Of("censorshipeval.guard.failures", "error.type", typeof(InvalidOperationException).FullName!).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_detector_that_is_slow_is_not_waited_for(bool stream)
    {
        using var heard = new Heard();
        CancellationToken given = default;
        var detector = new StubDetector(async (_, token) =>
        {
            given = token;
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("never");
        });
        var options = new RefusalGuardOptions { DetectionTimeout = TimeSpan.FromMilliseconds(30) };
        ChatResponse response = await new ScriptedClient("m", Asking.Answer).UseRefusalGuard(options, detector).AskAsync(stream);
        response.Text.ShouldBe(Asking.Answer);
        response.GetVerdict().ShouldBeNull();
        given.IsCancellationRequested.ShouldBeTrue();
        heard.Of("censorshipeval.guard.failures", "error.type", "timeout").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_detector_that_asks_another_model_in_time_is_heard()
    {
        var detector = new StubDetector(static async (_, _) =>
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            return new Verdict { Detector = new ComponentId("slow", "1"), Delivery = Delivery.Delivered, Engagement = Engagement.Partial };
        });
        (await new ScriptedClient("m", Asking.Answer).UseRefusalGuard(detector: detector).AskAsync(stream: true)).GetVerdict()!.Engagement.ShouldBe(Engagement.Partial);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_throws_breaks_nothing(bool stream)
    {
        using var heard = new Heard();
        var options = new RefusalGuardOptions { OnRefusal = static (_, _) => throw new TimeZoneNotFoundException() };
        ChatResponse response = await new ScriptedClient("m", Asking.Refusal).UseRefusalGuard(options).AskAsync(stream);
        response.GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        heard.Of("censorshipeval.guard.failures", "error.type", typeof(TimeZoneNotFoundException).FullName!).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_language_identifier_that_throws_breaks_nothing()
    {
        ChatResponse response = await new ScriptedClient("m", Asking.Answer).UseRefusalGuard(languages: new BrokenIdentifier()).AskAsync(stream: true);
        response.Text.ShouldBe(Asking.Answer);
        response.GetVerdict().ShouldBeNull();
    }

    private sealed class BrokenIdentifier : ILanguageIdentifier
    {
        public LanguageGuess Identify(ReadOnlySpan<char> text) => throw new InvalidOperationException("broken");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_handler_that_hangs_is_not_waited_for_whether_it_listens_or_not(bool stream, bool listens)
    {
        using var heard = new Heard();
        CancellationToken given = default;
        var options = new RefusalGuardOptions
        {
            HandlerTimeout = TimeSpan.FromMilliseconds(30),
            OnRefusal = async (_, token) =>
            {
                given = token;
                await Task.Delay(Timeout.Infinite, listens ? token : CancellationToken.None);
            },
        };
        ChatResponse response = await new ScriptedClient("m", Asking.Refusal).UseRefusalGuard(options).AskAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        given.IsCancellationRequested.ShouldBeTrue();
        heard.Of("censorshipeval.guard.failures", "error.type", "timeout").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nothing_in_place_of_a_response_or_an_update_passes_as_it_is()
    {
        (await new NullClient().UseRefusalGuard().AskAsync(stream: false)).ShouldBeNull();
        List<ChatResponseUpdate> updates = await new NullClient(null, Asking.Refusal, null).UseRefusalGuard().StreamAsync();
        updates.Select(static update => update?.Text).ShouldBe([null, Asking.Refusal, null, ""]);
        updates[^1].GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
    }

    [Fact]
    public async Task A_stream_of_nothing_stays_one_and_is_counted_all_the_same()
    {
        using var heard = new Heard();
        var empty = new ScriptedClient("nothing");
        (await empty.UseRefusalGuard().StreamAsync()).ShouldBeEmpty();
        (await empty.UseRefusalFallback(new ScriptedClient("other", "never"), Always.Yes).UseRefusalGuard().StreamAsync()).ShouldBeEmpty();
        heard.Of("censorshipeval.guard.responses", "gen_ai.response.model", "nothing").Select(static tags => tags["censorshipeval.delivery"]).ShouldBe(["EmptyStop", "EmptyStop"]);

        // As soon as there is anything, the verdict follows it and begins no message.
        ChatResponse response = (await new ScriptedClient("m", ChatFinishReason.Stop).UseRefusalGuard().StreamAsync()).ToChatResponse();
        response.Messages.ShouldHaveSingleItem();
        response.GetVerdict()!.Delivery.ShouldBe(Delivery.EmptyStop);
    }
}
