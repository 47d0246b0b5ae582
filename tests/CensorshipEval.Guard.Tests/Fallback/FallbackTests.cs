using CensorshipEval.Clients;

namespace CensorshipEval.Guard.Tests.Fallback;

public sealed class FallbackTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_model_answers_a_benign_request_that_the_first_refused_and_the_response_says_so(bool stream)
    {
        var first = new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop);
        var other = new ScriptedClient("other", Asking.Answer, ChatFinishReason.Stop);
        ChatResponse response = await first.UseRefusalFallback(other, Yes).AskAsync(stream);

        response.Text.ShouldBe(Asking.Answer);
        response.ModelId.ShouldBe("other");
        response.GetVerdict()!.Engagement.ShouldBe(Engagement.Complete);
        response.GetFallback().ShouldNotBeNull().ShouldSatisfyAllConditions(
            static notice => notice.Outcome.ShouldBe(FallbackOutcome.Asked),
            static notice => notice.FirstModel.ShouldBe("first"),
            static notice => notice.FirstVerdict.Engagement.ShouldBe(Engagement.Refused),
            static notice => notice.AnsweredBy.ShouldBe("other"),
            static notice => notice.FallbackVerdict!.Engagement.ShouldBe(Engagement.Complete));
        first.Open.ShouldBe(0);
        other.Open.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_before_any_text_falls_back_too(bool stream)
    {
        ChatResponse response = await new ScriptedClient("first", ChatFinishReason.ContentFilter).UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Yes).AskAsync(stream);
        response.Text.ShouldBe(Asking.Answer);
        response.GetFallback()!.FirstVerdict.Delivery.ShouldBe(Delivery.InputBlocked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_an_empty_one_and_a_step_ask_nobody_else(bool stream)
    {
        var other = new ScriptedClient("other", Asking.Answer);
        object[][] scripts = [[Asking.Answer, ChatFinishReason.Stop], [ChatFinishReason.Stop], ["I cannot say without looking.", new FunctionCallContent("1", "lookup"), ChatFinishReason.ToolCalls]];
        foreach (object[] script in scripts)
        {
            ChatResponse response = await new ScriptedClient("first", script).UseRefusalFallback(other, Yes).AskAsync(stream);
            response.GetFallback().ShouldBeNull();
            response.ModelId.ShouldBe("first");
        }

        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_not_said_to_be_benign_keeps_its_refusal(bool stream)
    {
        var other = new ScriptedClient("other", Asking.Answer);
        var asked = new List<FallbackRequest>();
        ChatResponse refused = await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, (request, _) =>
        {
            asked.Add(request);
            return ValueTask.FromResult(false);
        }).AskAsync(stream);
        refused.Text.ShouldBe(Asking.Refusal);
        refused.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.NotBenign);
        FallbackRequest request = asked.ShouldHaveSingleItem();
        request.Messages[0].Text.ShouldBe(Asking.Question);
        request.Verdict.Engagement.ShouldBe(Engagement.Refused);
        request.Model.ShouldBe("first");

        ChatResponse failed = await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, static (_, _) => throw new InvalidOperationException()).AskAsync(stream);
        failed.Text.ShouldBe(Asking.Refusal);
        failed.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.PredicateFailed);
        failed.GetFallback()!.AnsweredBy.ShouldBe("first");
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_other_models_own_refusal_is_told_with_both_verdicts(bool stream)
    {
        ChatResponse response = await new ScriptedClient("first", ChatFinishReason.ContentFilter).UseRefusalFallback(new ScriptedClient("other", Asking.Refusal), Yes).AskAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetVerdict()!.IsHardRefusal.ShouldBeTrue();
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Asked);
        response.GetFallback()!.FirstVerdict.Delivery.ShouldBe(Delivery.InputBlocked);
        response.GetFallback()!.FallbackVerdict!.Engagement.ShouldBe(Engagement.Refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exceptions_of_the_first_model_pass_unchanged(bool stream)
    {
        var other = new ScriptedClient("other", Asking.Answer);
        var failure = new InvalidOperationException("broken");
        foreach (object[] script in new object[][] { [failure], ["I'm sorry, ", failure], [Asking.Refusal, failure] })
            (await Should.ThrowAsync<InvalidOperationException>(() => new ScriptedClient("first", script).UseRefusalFallback(other, Yes).AskAsync(stream))).ShouldBeSameAs(failure);
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_other_model_fails_or_gives_nothing_the_first_answer_is_given(bool stream)
    {
        var first = new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop);
        var other = new ScriptedClient("other", new HttpRequestException("down"));
        ChatResponse response = await first.UseRefusalFallback(other, Yes).AskAsync(stream);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Failed);
        response.GetFallback()!.AnsweredBy.ShouldBe("first");
        first.Open.ShouldBe(0);
        if (!stream) return;
        (await first.UseRefusalFallback(new ScriptedClient("other"), Yes).AskAsync(stream)).GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Failed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_used_up_budget_asks_nobody(bool stream)
    {
        var other = new ScriptedClient("other", Asking.Answer);
        var budget = new FallbackBudget(new FallbackBudgetOptions { MaxCalls = 2 });
        IChatClient client = new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, Yes, budget: budget);
        (await client.AskAsync(stream)).ModelId.ShouldBe("other");
        (await client.AskAsync(stream)).ModelId.ShouldBe("other");
        ChatResponse third = await client.AskAsync(stream);
        third.ModelId.ShouldBe("first");
        third.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.BudgetExhausted);
        other.Calls.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_other_model_used_is_what_it_costs(bool stream)
    {
        var budget = new FallbackBudget(new FallbackBudgetOptions { MaxCost = 1, CostPerCall = 0.5m, InputPerMillion = 1, OutputPerMillion = 2 });
        var other = new ScriptedClient("other", Asking.Answer, new UsageContent(new UsageDetails { InputTokenCount = 100_000, OutputTokenCount = 50_000 }));
        await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, Yes, budget: budget).AskAsync(stream);
        budget.Cost.ShouldBe(0.2m);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_belongs_to_the_first_model_is_not_sent_to_the_other(bool stream)
    {
        var other = new ScriptedClient("other", Asking.Answer);
        var first = new ScriptedClient("first", Asking.Refusal);
        var options = new ChatOptions { ModelId = "first-large", Temperature = 0.3f, RawRepresentationFactory = static _ => new object() };
        await first.UseRefusalFallback(other, Yes, new RefusalFallbackOptions { Model = "other-large" }).AskAsync(stream, options);
        other.Options[0]!.ModelId.ShouldBe("other-large");
        other.Options[0]!.Temperature.ShouldBe(0.3f);
        other.Options[0]!.RawRepresentationFactory.ShouldBeNull();
        options.ModelId.ShouldBe("first-large");

        ChatResponse hosted = await first.UseRefusalFallback(other, Yes).AskAsync(stream, new ChatOptions { ConversationId = "kept-by-the-host" });
        hosted.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.HostedConversation);
        other.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_guards_inside_each_answer_is_counted_once(bool stream)
    {
        using var heard = new Heard();
        string first = $"first-{stream}";
        string other = $"other-{stream}";
        IChatClient client = new ScriptedClient(first, Asking.Refusal, ChatFinishReason.Stop).UseRefusalGuard()
            .UseRefusalFallback(new ScriptedClient(other, Asking.Answer, ChatFinishReason.Stop).UseRefusalGuard(), Yes);
        ChatResponse response = await client.AskAsync(stream);
        response.GetVerdict()!.Engagement.ShouldBe(Engagement.Complete);
        response.GetFallback()!.FallbackVerdict.ShouldNotBeNull();
        heard.Of("censorshipeval.guard.refusals", "gen_ai.response.model", first).Count.ShouldBe(1);
        heard.Of("censorshipeval.guard.responses", "gen_ai.response.model", other).Count.ShouldBe(1);
        heard.Of("censorshipeval.guard.fallbacks", "gen_ai.request.model", first).ShouldHaveSingleItem()["censorshipeval.fallback.outcome"].ShouldBe("Asked");
    }

    [Fact]
    public async Task It_serves_many_calls_at_once_and_keeps_to_the_budget()
    {
        var budget = new FallbackBudget(new FallbackBudgetOptions { MaxCalls = 30 });
        var other = new ScriptedClient("other", Asking.Answer);
        IChatClient client = new ScriptedClient("first", Asking.Refusal, Task.Delay(5, TestContext.Current.CancellationToken)).UseRefusalFallback(other, Yes, budget: budget);
        ChatResponse[] responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => client.AskAsync(stream: i % 2 == 0))));
        responses.Count(static response => response.GetFallback()!.Outcome is FallbackOutcome.Asked).ShouldBe(30);
        responses.Count(static response => response.GetFallback()!.Outcome is FallbackOutcome.BudgetExhausted).ShouldBe(70);
        other.Calls.ShouldBe(30);
    }

    [Fact]
    public async Task It_stands_in_a_pipeline()
    {
        using IChatClient client = new ChatPipelineBuilder(new ScriptedClient("first", Asking.Refusal))
            .Use(static inner => inner.UseRefusalFallback(new ScriptedClient("other", Asking.Answer), Yes)).UseResilience().Build();
        (await client.AskAsync(stream: true)).ModelId.ShouldBe("other");
    }

    [Fact]
    public void There_is_no_default_that_says_yes()
    {
        Should.Throw<ArgumentNullException>(static () => new ScriptedClient("m").UseRefusalFallback(new ScriptedClient("other"), isBenign: null!));
        typeof(RefusalFallbackChatClient).GetConstructors().ShouldAllBe(static constructor =>
            !constructor.GetParameters().Single(static parameter => parameter.Name == "isBenign").HasDefaultValue);
    }

    private static ValueTask<bool> Yes(FallbackRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(true);
}
