namespace CensorshipEval.Guard.Tests.Fallback;

public sealed class FallbackStreamTests
{
    [Fact]
    public async Task Nothing_of_a_refusal_is_shown_where_another_model_answers()
    {
        var first = new ScriptedClient("first", "I'm sorry, ", "but I can't ", "help with that.", ChatFinishReason.Stop);
        List<ChatResponseUpdate> updates = await first.UseRefusalFallback(new ScriptedClient("other", Asking.Answer, ChatFinishReason.Stop), Yes).StreamAsync();

        string.Concat(updates.Select(static update => update.Text)).ShouldBe(Asking.Answer);
        updates[0].Text.ShouldBeEmpty();
        updates[0].GetFallback()!.AnsweredBy.ShouldBe("other");
        updates[0].GetFallback()!.FallbackVerdict.ShouldBeNull();
        updates[^1].GetFallback()!.FallbackVerdict!.Engagement.ShouldBe(Engagement.Complete);
        updates.ToChatResponse().Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_is_passed_on_when_its_opening_has_come()
    {
        var rest = new TaskCompletionSource();
        IChatClient client = new ScriptedClient("first", Asking.Answer[..60], Asking.Answer[60..], rest.Task, " The end.")
            .UseRefusalFallback(new ScriptedClient("other", "never"), Yes, new RefusalFallbackOptions { MaxHeldCharacters = 100 });
        await using IAsyncEnumerator<ChatResponseUpdate> updates = client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe(Asking.Answer[..60]);
        (await updates.MoveNextAsync()).ShouldBeTrue();

        rest.SetResult();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe(" The end.");
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.GetVerdict()!.Engagement.ShouldBe(Engagement.Complete);
        (await updates.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task An_opening_is_not_held_longer_than_its_time_limit()
    {
        var rest = new TaskCompletionSource();
        IChatClient client = new ScriptedClient("first", "In the spring", rest.Task, " of 1989, students gathered.", ChatFinishReason.Stop)
            .UseRefusalFallback(new ScriptedClient("other", "never"), Yes, new RefusalFallbackOptions { MaxHeldTime = TimeSpan.FromMilliseconds(30) });
        await using IAsyncEnumerator<ChatResponseUpdate> updates = client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe("In the spring");
        rest.SetResult();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe(" of 1989, students gathered.");
    }

    [Fact]
    public async Task A_provider_that_falls_silent_behind_its_refusal_does_not_delay_the_fallback()
    {
        using var heard = new Heard();
        var first = new ScriptedClient("silent-first", Asking.Refusal, new TaskCompletionSource().Task);
        List<ChatResponseUpdate> updates = await first.UseRefusalGuard()
            .UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Yes, new RefusalFallbackOptions { MaxHeldTime = TimeSpan.FromMilliseconds(30) }).StreamAsync();
        string.Concat(updates.Select(static update => update.Text)).ShouldBe(Asking.Answer);
        first.Open.ShouldBe(0);
        heard.Of("censorshipeval.guard.refusals", "gen_ai.response.model", "silent-first").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_shown_is_never_taken_back()
    {
        var other = new ScriptedClient("other", "never");
        var options = new RefusalFallbackOptions { MaxHeldCharacters = 50 };
        object[][] scripts =
        [
            [Asking.Answer, ChatFinishReason.ContentFilter],
            [Asking.Answer, "more", Asking.Replacement("Let us talk about something else."), ChatFinishReason.Stop],
        ];
        foreach (object[] script in scripts)
        {
            List<ChatResponseUpdate> updates = await new ScriptedClient("first", script).UseRefusalFallback(other, Yes, options).StreamAsync();
            updates[0].Text.ShouldBe(Asking.Answer);
            updates[^1].GetVerdict()!.IsHardRefusal.ShouldBeTrue();
            updates[^1].GetFallback()!.Outcome.ShouldBe(FallbackOutcome.AlreadyShown);
        }

        other.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_retraction_within_the_opening_falls_back()
    {
        List<ChatResponseUpdate> updates = await new ScriptedClient("first", Asking.Answer, Asking.Replacement("I cannot discuss this."), ChatFinishReason.Stop)
            .UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Yes, new RefusalFallbackOptions { MaxHeldCharacters = 2_000 }).StreamAsync();
        updates[^1].GetFallback()!.FirstVerdict.Delivery.ShouldBe(Delivery.Retracted);
        updates.ToChatResponse().ModelId.ShouldBe("other");
    }

    [Fact]
    public async Task Where_the_other_model_breaks_after_it_has_begun_its_exception_passes()
    {
        var failure = new InvalidOperationException("broken");
        var seen = new List<string>();
        IChatClient client = new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(new ScriptedClient("other", "In the spring", failure), Yes);
        (await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken)) seen.Add(update.Text);
        })).ShouldBeSameAs(failure);
        seen.ShouldBe(["", "In the spring"]);
    }

    [Fact]
    public async Task A_reader_who_leaves_leaves_nothing_open()
    {
        var first = new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop);
        var other = new ScriptedClient("other", "In the spring", " of 1989");
        await foreach (ChatResponseUpdate update in first.UseRefusalFallback(other, Yes).GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken))
        {
            if (update.Text.Length > 0) break;
        }

        first.Open.ShouldBe(0);
        other.Open.ShouldBe(0);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_asks_nobody()
    {
        using var stop = new CancellationTokenSource();
        var first = new ScriptedClient("first", "I'm sorry, ", new TaskCompletionSource().Task);
        var other = new ScriptedClient("other", Asking.Answer);
        await using IAsyncEnumerator<ChatResponseUpdate> updates = first.UseRefusalFallback(other, Yes).GetStreamingResponseAsync(Asking.Messages, cancellationToken: stop.Token).GetAsyncEnumerator(stop.Token);
        Task<bool> next = updates.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => next);
        first.Open.ShouldBe(0);
        other.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_detector_that_throws_asks_nobody_and_breaks_nothing()
    {
        var other = new ScriptedClient("other", Asking.Answer);
        var detector = new StubDetector(static (_, _) => throw new NotSupportedException());
        List<ChatResponseUpdate> updates = await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, Yes, detector: detector).StreamAsync();
        string.Concat(updates.Select(static update => update.Text)).ShouldBe(Asking.Refusal);
        other.Calls.ShouldBe(0);
    }

    private static ValueTask<bool> Yes(FallbackRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(true);
}
