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

    [Theory]
    [MemberData(nameof(CutOff.Refusals), MemberType = typeof(CutOff))]
    public async Task What_has_begun_behind_it_does_not_hide_it(string refusal, string begun)
    {
        var first = new ScriptedClient("first", refusal, begun, new TaskCompletionSource().Task);
        ChatResponse response = await first.UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes, Short).AskAsync(stream: true);
        response.ModelId.ShouldBe("other");
        response.GetFallback()!.FirstVerdict.Delivery.ShouldBe(Delivery.Delivered);
        first.Open.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(CutOff.Beginnings), MemberType = typeof(CutOff))]
    public async Task The_beginning_of_an_answer_is_shown_after_a_pause(string beginning)
    {
        var other = new ScriptedClient("other", "never");
        IChatClient client = new ScriptedClient("first", beginning, new TaskCompletionSource().Task).UseRefusalFallback(other, Always.Yes, Short);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken))
        {
            update.Text.ShouldBe(beginning);
            break;
        }

        other.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_limit_of_few_characters_makes_no_refusal_of_half_a_sentence()
    {
        var few = new RefusalFallbackOptions { MaxHeldCharacters = 20 };
        var other = new ScriptedClient("other", Asking.Answer);
        object[] script = ["I'm sorry, I can't say", " exactly how many died: estimates range from several hundred to a few thousand.", ChatFinishReason.Stop];
        (await new ScriptedClient("first", script).UseRefusalFallback(other, Always.Yes, few).AskAsync(stream: true)).ModelId.ShouldBe("first");
        other.Calls.ShouldBe(0);

        script = ["I'm sorry, but I can't help with that. Let me", " say no more.", ChatFinishReason.Stop];
        (await new ScriptedClient("first", script).UseRefusalFallback(other, Always.Yes, few).AskAsync(stream: true)).ModelId.ShouldBe("other");
    }

    [Fact]
    public async Task A_long_opening_is_judged_as_it_stands()
    {
        string judged = "";
        var detector = new StubDetector((exchange, _) =>
        {
            judged = exchange.Text;
            return ValueTask.FromResult(new Verdict { Detector = default, Delivery = Delivery.Delivered, Engagement = Engagement.Refused });
        });
        string opening = $"I cannot say. {new string('a', OpeningEnd.LongOpening)}";
        await new ScriptedClient("first", opening, new TaskCompletionSource().Task).UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes, Short, detector: detector).StreamAsync();
        judged.ShouldBe(Asking.Answer);
    }

    [Fact]
    public async Task A_refusal_in_a_field_of_its_own_needs_no_sentence()
    {
        IChatClient client = new ScriptedClient("first", new ErrorContent("I'm sorry, ") { ErrorCode = ResponseSignals.RefusalErrorCode }, new TaskCompletionSource().Task)
            .UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes, Short);
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
        var go = new TaskCompletionSource();
        IChatClient client = new ScriptedClient("first", new TextReasoningContent("The user asks."), go.Task, ChatFinishReason.ContentFilter)
            .UseRefusalFallback(new ScriptedClient("other", "never"), Always.Yes, Short);
        FallbackNotice? notice = null;
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken))
        {
            go.TrySetResult();
            notice = update.GetFallback();
        }

        notice!.Outcome.ShouldBe(FallbackOutcome.HoldEnded);
    }
}
