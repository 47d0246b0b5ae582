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
            DetectionTimeout = TimeSpan.FromMilliseconds(50), OnRefusal = async (_, token) => await Task.Delay(TimeSpan.FromSeconds(30), listens ? token : TestContext.Current.CancellationToken),
        };
        long start = Stopwatch.GetTimestamp();
        await LeaveAsync(new ScriptedClient("m", Asking.Refusal, "more").UseRefusalGuard(options));
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static async Task LeaveAsync(IChatClient client)
    {
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken)) break;
    }

    private static IReadOnlyList<Dictionary<string, string>> Model(Heard heard, string instrument, string model) => heard.Of(instrument, "gen_ai.response.model", model);
}
