namespace CensorshipEval.Guard.Tests.Fallback;

public sealed class FallbackCancellationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_came_although_the_caller_cancelled_passes_and_is_judged(bool stream)
    {
        Func<CancellationTokenSource, IChatClient> make = static stop => Cancelling.Unheeding(Asking.Answer, stop).UseRefusalFallback(new ScriptedClient("other", "never"), Always.Yes);
        ChatResponse response = await make.AskAndCancelAsync(stream);
        response.Text.ShouldBe(Asking.Answer);
        response.GetVerdict()!.Engagement.ShouldBe(Engagement.Complete);
        response.GetFallback().ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_that_came_so_passes_and_asks_nobody(bool stream)
    {
        var other = new ScriptedClient("other", "never");
        Func<CancellationTokenSource, IChatClient> make = stop => Cancelling.Unheeding(Asking.Refusal, stop).UseRefusalFallback(other, Always.Yes);
        ChatResponse response = await make.AskAndCancelAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.PredicateFailed);
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task So_does_one_whose_caller_cancels_while_the_predicate_thinks(bool stream)
    {
        var other = new ScriptedClient("other", "never");
        Func<CancellationTokenSource, IChatClient> make = stop => new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop).Heedless().UseRefusalFallback(other, async (_, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return true;
        });
        ChatResponse response = await make.AskAndCancelAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.PredicateFailed);
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_other_model_gave_passes_too(bool stream)
    {
        Func<CancellationTokenSource, IChatClient> make = static stop =>
            new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(Cancelling.Unheeding(Asking.Answer, stop), Always.Yes);
        ChatResponse response = await make.AskAndCancelAsync(stream);
        response.Text.ShouldBe(Asking.Answer);
        response.GetVerdict()!.Engagement.ShouldBe(Engagement.Complete);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Asked);
    }

    [Fact]
    public async Task A_caller_who_cancels_at_the_finish_reason_has_the_whole_answer()
    {
        ChatResponse response = await new ScriptedClient("first", Asking.Answer, ChatFinishReason.Stop).Heedless().UseRefusalFallback(new ScriptedClient("other", "never"), Always.Yes)
            .StreamAndCancelAtFinishAsync();
        response.Text.ShouldBe(Asking.Answer);
        response.GetVerdict()!.Engagement.ShouldBe(Engagement.Complete);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_predicate_that_hangs_says_no_whether_it_listens_or_not(bool stream, bool listens)
    {
        CancellationToken given = default;
        var other = new ScriptedClient("other", "never");
        IChatClient client = new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(
            other,
            async (_, token) =>
            {
                given = token;
                await Task.Delay(Timeout.Infinite, listens ? token : CancellationToken.None);
                return true;
            },
            new RefusalFallbackOptions { PredicateTimeout = TimeSpan.FromMilliseconds(30) });
        ChatResponse response = await client.AskAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.PredicateFailed);
        given.IsCancellationRequested.ShouldBeTrue();
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_yes_that_comes_late_or_to_nobody_is_none_though_the_predicate_never_awaits(bool stream, bool isLate)
    {
        var other = new ScriptedClient("other", Asking.Answer);
        Func<CancellationTokenSource, IChatClient> make = stop => new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(
            other,
            (_, _) =>
            {
                if (isLate) SpinWait.SpinUntil(static () => false, 60);
                else stop.Cancel();
                return ValueTask.FromResult(true);
            },
            new RefusalFallbackOptions { PredicateTimeout = TimeSpan.FromMilliseconds(isLate ? 30 : 30_000) });
        ChatResponse response = await make.AskAndCancelAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.PredicateFailed);
        other.Calls.ShouldBe(0);
    }

    [Fact]
    public void Limits_of_time_are_checked_as_all_others()
    {
        TimeSpan days = TimeSpan.FromDays(2);
        new RefusalFallbackOptions { PredicateTimeout = days }.Validate().ShouldHaveSingleItem().ShouldContain("PredicateTimeout");
        new RefusalGuardOptions { HandlerTimeout = TimeSpan.Zero }.Validate().ShouldHaveSingleItem().ShouldContain("HandlerTimeout");
    }
}
