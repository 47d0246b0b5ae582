using static CensorshipEval.Clients.Tests.Resilience.ClientCalls;

namespace CensorshipEval.Clients.Tests.Resilience;

public sealed class CircuitBreakerTests
{
    private static readonly CircuitBreakerOptions Options = new() { MinimumCalls = 4, FailureRatio = 0.5, SamplingTime = Seconds(30), BreakTime = Seconds(15) };

    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failing_provider_is_given_a_rest_and_then_tried_by_one_call(bool stream)
    {
        using var inner = new ScriptedClient(_time, [Failure()], [Failure()], [Failure()], [Failure()], ["Answer"]);
        using var client = new CircuitBreakerChatClient(inner, Options, _time);
        for (int i = 0; i < 4; i++) (await Should.ThrowAsync<ChatTransportException>(() => client.AskAsync(stream))).Code.ShouldBe("http-503");

        ChatTransportException held = await Should.ThrowAsync<ChatTransportException>(() => client.AskAsync(stream));
        inner.CallsAt.Count.ShouldBe(4);
        held.Code.ShouldBe("circuit-open");
        held.RetryAfter!.Value.ShouldBeInRange(Seconds(14), Seconds(15));

        _time.Advance(Seconds(16));
        (await client.AskAsync(stream)).ShouldHaveSingleItem().Text.ShouldBe("Answer");
        (await client.AskAsync(stream)).ShouldHaveSingleItem();
        inner.CallsAt.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Being_told_to_slow_down_and_blocks_do_not_open_it()
    {
        object[][] scripts = [[Failure(429)], [new ErrorContent("Filtered") { ErrorCode = "content_filter" }], []];
        foreach (object[] script in scripts)
        {
            using var inner = new ScriptedClient(_time, script);
            using var client = new CircuitBreakerChatClient(inner, Options, _time);
            for (int i = 0; i < 20; i++)
            {
                if (script is [Exception]) (await Should.ThrowAsync<ChatTransportException>(() => client.AskAsync())).Code.ShouldBe("http-429");
                else await client.AskAsync();
            }

            inner.CallsAt.Count.ShouldBe(20);
        }
    }

    [Fact]
    public async Task A_failure_that_will_not_pass_counts_as_one()
    {
        using var inner = new ScriptedClient(_time, [new ChatTransportException("certificate", "Self-signed") { MayPass = false }]);
        using var client = new CircuitBreakerChatClient(inner, Options, _time);
        for (int i = 0; i < 4; i++) (await Should.ThrowAsync<ChatTransportException>(() => client.AskAsync())).Code.ShouldBe("certificate");

        (await Should.ThrowAsync<ChatTransportException>(() => client.AskAsync())).Code.ShouldBe("circuit-open");
    }
}
