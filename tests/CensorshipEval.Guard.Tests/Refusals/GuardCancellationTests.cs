namespace CensorshipEval.Guard.Tests.Refusals;

public sealed class GuardCancellationTests
{
    private static readonly StubDetector Slow = new(static async (_, token) =>
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException("never");
    });

    [Fact]
    public async Task A_caller_who_cancels_at_the_finish_reason_has_the_whole_answer_and_its_refusal_is_told()
    {
        using var heard = new Heard();
        CancellationToken given = default;
        int told = 0;
        var options = new RefusalGuardOptions { OnRefusal = (_, token) => ValueTask.FromResult(given = token).AsVoid(() => told++) };
        ChatResponse response = await new ScriptedClient("cancelled-at-end", Asking.Refusal, ChatFinishReason.Stop).Heedless().UseRefusalGuard(options).StreamAndCancelAtFinishAsync();
        response.Text.ShouldBe(Asking.Refusal);
        response.GetVerdict()!.IsHardRefusal.ShouldBeTrue();
        told.ShouldBe(1);
        given.IsCancellationRequested.ShouldBeFalse();
        heard.Of("censorshipeval.guard.refusals", "gen_ai.response.model", "cancelled-at-end").ShouldHaveSingleItem().ShouldNotContainKey("censorshipeval.unfinished");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_came_although_the_caller_cancelled_passes_and_is_judged(bool stream)
    {
        Func<CancellationTokenSource, IChatClient> make = static stop => Cancelling.Unheeding(Asking.Refusal, stop).UseRefusalGuard();
        ChatResponse response = await make.AskAndCancelAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetVerdict()!.IsHardRefusal.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_detector_is_given_its_time_and_no_more(bool stream)
    {
        Func<CancellationTokenSource, IChatClient> make = static stop =>
            Cancelling.Unheeding(Asking.Refusal, stop).UseRefusalGuard(new RefusalGuardOptions { DetectionTimeout = TimeSpan.FromMilliseconds(30) }, Slow);
        ChatResponse response = await make.AskAndCancelAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetVerdict().ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_gives_up_when_it_is_cancelled_says_so_itself(bool stream)
    {
        Func<CancellationTokenSource, IChatClient> make = static stop => new ScriptedClient("m", (Action)stop.Cancel, Asking.Answer).UseRefusalGuard().UseRefusalFallback(new ScriptedClient("other"), Always.Yes);
        await Should.ThrowAsync<OperationCanceledException>(() => make.AskAndCancelAsync(stream));
    }
}
