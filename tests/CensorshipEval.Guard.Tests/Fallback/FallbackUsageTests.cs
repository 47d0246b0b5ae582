namespace CensorshipEval.Guard.Tests.Fallback;

public sealed class FallbackUsageTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_round_trips_of_the_other_model_are_paid_for(bool stream)
    {
        FallbackBudget budget = Budget(reserve: 0.1m);
        var other = new ScriptedClient(
            "other", new FunctionCallContent("1", "lookup"), Used(100_000, 20_000), new ChatResponseUpdate(ChatRole.Tool, [new FunctionResultContent("1", "x")]),
            Asking.Answer, Used(300_000, 40_000), ChatFinishReason.Stop);
        await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, Always.Yes, budget: budget).AskAsync(stream);
        budget.Cost.ShouldBe(0.46m);
    }

    [Fact]
    public async Task A_running_total_is_paid_for_once()
    {
        FallbackBudget budget = Budget(reserve: 0.1m);
        var other = new ScriptedClient("other", Used(100_000, 0), Asking.Answer, Used(100_000, 50_000), Used(100_000, 60_000), ChatFinishReason.Stop);
        await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, Always.Yes, budget: budget).AskAsync(stream: true);
        budget.Cost.ShouldBe(0.16m);
    }

    [Theory]
    [InlineData(600_000, 0.6)]
    [InlineData(10_000, 0.5)]
    public async Task An_answer_that_is_left_costs_what_it_told_and_never_less_than_its_reserve(long tokens, double cost)
    {
        FallbackBudget budget = Budget(reserve: 0.5m);
        var other = new ScriptedClient("other", Used(tokens, 0), Asking.Answer, "more");
        IChatClient client = new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, Always.Yes, budget: budget);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken))
        {
            if (update.Text.Length > 0) break;
        }

        budget.Cost.ShouldBe((decimal)cost);
    }

    [Fact]
    public async Task A_whole_answer_that_is_left_at_its_end_costs_what_it_used()
    {
        FallbackBudget budget = Budget(reserve: 0.5m);
        var other = new ScriptedClient("other", Asking.Answer, Used(10_000, 0), ChatFinishReason.Stop);
        IChatClient client = new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, Always.Yes, budget: budget);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken))
        {
            if (update.FinishReason is not null) break;
        }

        budget.Cost.ShouldBe(0.01m);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_notice_tells_what_the_first_model_used(bool stream)
    {
        var first = new ScriptedClient("first", Asking.Refusal, Used(12, 34), ChatFinishReason.Stop);
        FallbackNotice notice = (await first.UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Always.Yes).AskAsync(stream)).GetFallback()!;
        notice.FirstUsage.ShouldBe(new TokenUsage { InputTokens = 12, OutputTokens = 34 });
    }

    private static UsageContent Used(long input, long output) => new(new UsageDetails { InputTokenCount = input, OutputTokenCount = output });

    private static FallbackBudget Budget(decimal reserve) =>
        new(new FallbackBudgetOptions { MaxCost = 10, CostPerCall = reserve, InputPerMillion = 1, OutputPerMillion = 1 });
}
