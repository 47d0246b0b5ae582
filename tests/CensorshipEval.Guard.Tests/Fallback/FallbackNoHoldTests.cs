namespace CensorshipEval.Guard.Tests.Fallback;

/// <summary>Where no other model could be asked anyway, nobody waits for a judgement.</summary>
public sealed class FallbackNoHoldTests
{
    public static TheoryData<FallbackOutcome> Reasons { get; } = [FallbackOutcome.HostedConversation, FallbackOutcome.BudgetExhausted];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task What_comes_is_shown_at_once(FallbackOutcome reason)
    {
        (IChatClient client, ChatOptions? options) = Make(reason, "In the", new TaskCompletionSource().Task);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Asking.Messages, options, TestContext.Current.CancellationToken))
        {
            update.Text.ShouldBe("In the");
            break;
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_refusal_and_a_block_are_told_with_the_reason(FallbackOutcome reason)
    {
        foreach (object[] script in new object[][] { [Asking.Refusal, ChatFinishReason.Stop], [ChatFinishReason.ContentFilter] })
        {
            (IChatClient client, ChatOptions? options) = Make(reason, script);
            ChatResponse response = await client.AskAsync(stream: true, options);
            response.GetVerdict()!.IsHardRefusal.ShouldBeTrue();
            response.GetFallback()!.Outcome.ShouldBe(reason);
            response.GetFallback()!.AnsweredBy.ShouldBe("first");
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task So_is_a_block_that_is_thrown_and_a_refusal_that_its_reader_leaves(FallbackOutcome reason)
    {
        using var heard = new Heard();
        string model = $"no-hold-{reason}";
        var block = new ProviderException("HTTP 400 (content_filter)");
        (IChatClient client, ChatOptions? options) = Make(reason, block);
        options = options?.Clone() ?? new ChatOptions();
        options.ModelId = model;
        (await Should.ThrowAsync<ProviderException>(() => client.AskAsync(stream: true, options))).ShouldBeSameAs(block);
        (client, _) = Make(reason, Asking.Refusal, "more");
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(Asking.Messages, options, TestContext.Current.CancellationToken)) break;
        heard.Of("censorshipeval.guard.fallbacks", "gen_ai.request.model", model).Select(static tags => tags["censorshipeval.fallback.outcome"]).ShouldBe([$"{reason}", $"{reason}"]);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task An_answer_has_its_verdict_and_no_notice(FallbackOutcome reason)
    {
        (IChatClient client, ChatOptions? options) = Make(reason, Asking.Answer, ChatFinishReason.Stop);
        ChatResponse response = await client.AskAsync(stream: true, options);
        response.GetVerdict()!.Engagement.ShouldBe(Engagement.Complete);
        response.GetFallback().ShouldBeNull();
    }

    [Fact]
    public async Task A_budget_without_room_for_the_cost_of_a_call_counts_as_used_up()
    {
        var budget = new FallbackBudget(new FallbackBudgetOptions { MaxCost = 1, CostPerCall = 0.6m });
        budget.TryReserve(out _).ShouldBeTrue();
        await using IAsyncEnumerator<ChatResponseUpdate> updates = new ScriptedClient("first", "In the", new TaskCompletionSource().Task)
            .UseRefusalFallback(new ScriptedClient("other", "never"), Always.Yes, new RefusalFallbackOptions { MaxHeldTime = TimeSpan.FromMinutes(5) }, budget)
            .GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe("In the");
        budget.Calls.ShouldBe(1);
    }

    private static (IChatClient Client, ChatOptions? Options) Make(FallbackOutcome reason, params object[] script) => (
        new ScriptedClient("first", script).UseRefusalFallback(
            new ScriptedClient("other", "never"), Always.Yes, new RefusalFallbackOptions { MaxHeldTime = TimeSpan.FromMinutes(5) },
            new FallbackBudget(new FallbackBudgetOptions { MaxCalls = reason is FallbackOutcome.BudgetExhausted ? 0 : 10 })),
        reason is FallbackOutcome.HostedConversation ? new ChatOptions { ConversationId = "hosted" } : null);
}
