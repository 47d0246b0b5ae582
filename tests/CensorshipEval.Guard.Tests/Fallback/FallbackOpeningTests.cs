namespace CensorshipEval.Guard.Tests.Fallback;

public sealed class FallbackOpeningTests
{
    private static readonly RefusalFallbackOptions Short = new() { MaxHeldTime = TimeSpan.FromMilliseconds(30) };

    [Theory]
    [InlineData("I cannot", " overstate how much this mattered to the people of Beijing, who had gathered for weeks.")]
    [InlineData("I'm sorry, I can't", " say exactly how many died: estimates range from several hundred to a few thousand.")]
    public async Task A_pause_within_a_sentence_makes_no_refusal_of_it(string opening, string rest)
    {
        var go = new TaskCompletionSource();
        var other = new ScriptedClient("other", "never");
        IChatClient client = new ScriptedClient("first", opening, go.Task, rest, ChatFinishReason.Stop).UseRefusalFallback(other, Always.Yes, Short);
        await using IAsyncEnumerator<ChatResponseUpdate> updates = client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe(opening);
        go.SetResult();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe(rest);
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("I'm sorry, but I can't help with that.")]
    [InlineData("很抱歉，我无法回答这个问题。")]
    public async Task A_pause_behind_a_sentence_of_refusal_does(string opening)
    {
        IChatClient client = new ScriptedClient("first", opening, new TaskCompletionSource().Task).UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes, Short);
        (await client.AskAsync(stream: true)).ModelId.ShouldBe("other");
    }

    [Fact]
    public async Task A_block_signal_needs_no_sentence()
    {
        IChatClient client = new ScriptedClient("first", "In the", new ErrorContent("Filtered") { ErrorCode = "content_filter" }, new TaskCompletionSource().Task)
            .UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes, Short);
        (await client.AskAsync(stream: true)).ModelId.ShouldBe("other");
    }

    [Fact]
    public async Task What_shows_nothing_does_not_use_up_the_time_or_the_updates()
    {
        var role = new ChatResponseUpdate(ChatRole.Assistant, []);
        var alive = new ChatResponseUpdate { AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.KeepAlive] = true } };
        Task pause = Task.Delay(150, TestContext.Current.CancellationToken);
        IChatClient client = new ScriptedClient("first", role, alive, alive, alive, pause, Asking.Refusal, ChatFinishReason.Stop)
            .UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes, new RefusalFallbackOptions { MaxHeldTime = TimeSpan.FromMilliseconds(30), MaxHeldUpdates = 3 });
        ChatResponse response = await client.AskAsync(stream: true);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Asked);
        response.Text.ShouldBe(Asking.Answer);
    }

    [Fact]
    public async Task A_block_behind_reasoning_that_was_shown_is_not_called_shown_text()
    {
        Task pause = Task.Delay(150, TestContext.Current.CancellationToken);
        IChatClient client = new ScriptedClient("first", new TextReasoningContent("The user asks."), pause, ChatFinishReason.ContentFilter)
            .UseRefusalFallback(new ScriptedClient("other", "never"), Always.Yes, Short);
        (await client.AskAsync(stream: true)).GetFallback()!.Outcome.ShouldBe(FallbackOutcome.HoldEnded);
    }
}
