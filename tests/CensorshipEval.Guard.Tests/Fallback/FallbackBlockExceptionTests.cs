namespace CensorshipEval.Guard.Tests.Fallback;

public sealed class FallbackBlockExceptionTests
{
    private static readonly ProviderException Filtered = new("HTTP 400 (content_filter)\n\nThe prompt was filtered.");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_that_is_thrown_falls_back(bool stream)
    {
        ChatResponse response = await new ScriptedClient("first", Filtered).UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes).AskAsync(stream);
        response.Text.ShouldBe(Asking.Answer);
        response.GetFallback()!.FirstVerdict.Delivery.ShouldBe(Delivery.InputBlocked);
        response.GetFallback()!.FirstModel.ShouldBe("first");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nobody_answers_in_its_place_it_is_thrown_on_and_counted(bool stream)
    {
        using var heard = new Heard();
        string model = $"blocked-{stream}";
        var first = new ScriptedClient(model, Filtered);
        (await Should.ThrowAsync<ProviderException>(() => first.UseRefusalFallback(new ScriptedClient("other", "never"), static (_, _) => ValueTask.FromResult(false)).AskAsync(stream)))
            .ShouldBeSameAs(Filtered);
        (await Should.ThrowAsync<ProviderException>(() => first.UseRefusalFallback(new ScriptedClient("other", new HttpRequestException("down")), Always.Yes).AskAsync(stream)))
            .ShouldBeSameAs(Filtered);
        heard.Of("censorshipeval.guard.fallbacks", "gen_ai.request.model", model).Select(static tags => tags["censorshipeval.fallback.outcome"]).ShouldBe(["NotBenign", "Failed"]);
    }

    [Fact]
    public async Task Behind_text_that_was_shown_it_is_thrown_on_and_counted()
    {
        using var heard = new Heard();
        var other = new ScriptedClient("other", "never");
        IChatClient client = new ScriptedClient("late-block", Asking.Answer, Filtered).UseRefusalFallback(other, Always.Yes, new RefusalFallbackOptions { MaxHeldCharacters = 50 });
        (await Should.ThrowAsync<ProviderException>(() => client.AskAsync(stream: true))).ShouldBeSameAs(Filtered);
        heard.Of("censorshipeval.guard.fallbacks", "gen_ai.request.model", "late-block").ShouldHaveSingleItem()["censorshipeval.fallback.outcome"].ShouldBe("AlreadyShown");
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rate_limit_asks_nobody(bool stream)
    {
        var other = new ScriptedClient("other", "never");
        var failure = new ProviderException("HTTP 429 (rate_limit_exceeded)\n\nThe content_filter deployment is over its rate limit.");
        (await Should.ThrowAsync<ProviderException>(() => new ScriptedClient("first", failure).UseRefusalFallback(other, Always.Yes).AskAsync(stream))).ShouldBeSameAs(failure);
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Guards_inside_count_it_once(bool stream)
    {
        using var heard = new Heard();
        string model = $"guarded-block-{stream}";
        await new ScriptedClient(model, Filtered).UseRefusalGuard().UseRefusalFallback(new ScriptedClient("other", Asking.Answer).UseRefusalGuard(), Always.Yes).UseRefusalGuard().AskAsync(stream);
        heard.Of("censorshipeval.guard.responses", "gen_ai.response.model", model).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_that_is_thrown_before_there_is_an_answer_to_wait_for_falls_back_as_any_other(bool stream)
    {
        var blocking = new ThrowingClient(Filtered);
        ChatResponse response = await blocking.UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes).AskAsync(stream);
        response.Text.ShouldBe(Asking.Answer);
        response.GetFallback()!.FirstVerdict.Delivery.ShouldBe(Delivery.InputBlocked);

        // Nobody answers in its place: the other throws in the same way.
        (await Should.ThrowAsync<ProviderException>(() => blocking.UseRefusalFallback(new ThrowingClient(new IOException("down")), Always.Yes).AskAsync(stream))).ShouldBeSameAs(Filtered);
        response = await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(new ThrowingClient(new IOException("down")), Always.Yes).AskAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Failed);

        var failure = new IOException("down");
        (await Should.ThrowAsync<IOException>(() => new ThrowingClient(failure).UseRefusalFallback(new ScriptedClient("other", "never"), Always.Yes).AskAsync(stream))).ShouldBeSameAs(failure);
    }
}
