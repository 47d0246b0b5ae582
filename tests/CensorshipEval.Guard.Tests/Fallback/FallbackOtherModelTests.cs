namespace CensorshipEval.Guard.Tests.Fallback;

/// <summary>What comes of the other model's answer, or of the lack of one.</summary>
public sealed class FallbackOtherModelTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_other_hosts_conversation_is_not_handed_to_the_first(bool stream)
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, Asking.Answer)
        {
            ConversationId = "kept-by-the-other", ContinuationToken = ResponseContinuationToken.FromBytes(new byte[] { 1 }),
        };
        ChatResponse response = await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(new ScriptedClient("other", update), Always.Yes).AskAsync(stream);
        response.Text.ShouldBe(Asking.Answer);
        response.ConversationId.ShouldBeNull();
        response.ContinuationToken.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_being_continued_is_kept_by_the_first_models_host(bool stream)
    {
        var other = new ScriptedClient("other", Asking.Answer);
        var options = new ChatOptions { ContinuationToken = ResponseContinuationToken.FromBytes(new byte[] { 1 }) };
        ChatResponse response = await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, Always.Yes).AskAsync(stream, options);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.HostedConversation);
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_is_not_replaced_by_a_blank(bool stream)
    {
        var role = new ChatResponseUpdate(ChatRole.Assistant, []);
        object[][] blanks =
        [
            [new ErrorContent("The server is overloaded.") { ErrorCode = "overloaded" }],
            [ChatFinishReason.Stop],
            [role, new HttpRequestException("down")],
            [role, new TextReasoningContent("The user asks."), ChatFinishReason.Stop],
            [new ChatFinishReason("who_knows")],
            ["\n", ChatFinishReason.Stop],
            ["\n", new HttpRequestException("down")],
            [new TextReasoningContent(" "), "\u3000", ChatFinishReason.Stop],
        ];
        foreach (object[] script in blanks)
        {
            var other = new ScriptedClient("other", script);
            ChatResponse response = await new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop).UseRefusalFallback(other, Always.Yes).AskAsync(stream);
            response.Text.ShouldBe(Asking.Refusal);
            response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Failed);
            response.GetFallback()!.AnsweredBy.ShouldBe("first");
            response.GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
            other.Calls.ShouldBe(1);
            other.Open.ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_with_an_ending_that_nobody_knows_is_still_a_text(bool stream)
    {
        var other = new ScriptedClient("other", Asking.Answer, new ChatFinishReason("who_knows"));
        (await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(other, Always.Yes).AskAsync(stream)).GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Asked);
    }

    [Fact]
    public async Task Reasoning_of_the_other_model_that_takes_long_is_shown()
    {
        var rest = new TaskCompletionSource();
        IChatClient client = new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop).UseRefusalFallback(
            new ScriptedClient("other", new TextReasoningContent("The user asks."), rest.Task, Asking.Answer), Always.Yes, new RefusalFallbackOptions { MaxHeldTime = TimeSpan.FromMilliseconds(30) });
        await using IAsyncEnumerator<ChatResponseUpdate> updates = client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await updates.MoveNextAsync()).ShouldBeTrue();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Contents.ShouldHaveSingleItem().ShouldBeOfType<TextReasoningContent>();
        rest.SetResult();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe(Asking.Answer);
    }

    [Fact]
    public async Task Signs_of_life_alone_are_not_waited_for_for_ever()
    {
        var other = new EndlessClient(new ChatResponseUpdate { AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.KeepAlive] = true } });
        ChatResponse response = await new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop).UseRefusalFallback(other, Always.Yes).AskAsync(stream: true);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Failed);
        response.GetFallback()!.AnsweredBy.ShouldBe("first");
        other.Given.ShouldBe(10_000);
        other.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Reasoning_that_comes_in_no_time_is_held_no_further_than_that()
    {
        var other = new EndlessClient(new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("The user asks. ")]));
        IChatClient client = new ScriptedClient("first", Asking.Refusal, ChatFinishReason.Stop)
            .UseRefusalFallback(other, Always.Yes, new RefusalFallbackOptions { MaxHeldTime = TimeSpan.FromMinutes(10) });
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken))
        {
            update.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Asked);
            break;
        }

        other.Given.ShouldBe(10_000);
        other.IsOpen.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tools_are_not_run_a_second_time_by_another_model(bool stream)
    {
        var other = new ScriptedClient("other", Asking.Answer);
        object[] script = [new FunctionCallContent("1", "send_mail"), new ChatResponseUpdate(ChatRole.Tool, [new FunctionResultContent("1", "sent")]), Asking.Refusal, ChatFinishReason.Stop];
        ChatResponse response = await new ScriptedClient("first", script).UseRefusalFallback(other, Always.Yes).AskAsync(stream);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.ToolsRan);
        response.Text.ShouldBe(Asking.Refusal);
        other.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fallbacks_inside_keep_their_notices(bool stream)
    {
        IChatClient inner = new ScriptedClient("a", Asking.Refusal, ChatFinishReason.Stop).UseRefusalFallback(new ScriptedClient("b", Asking.Refusal, ChatFinishReason.Stop), Always.Yes);
        IChatClient other = new ScriptedClient("c", Asking.Refusal, ChatFinishReason.Stop).UseRefusalFallback(new ScriptedClient("d", Asking.Answer, ChatFinishReason.Stop), Always.Yes);
        FallbackNotice notice = (await inner.UseRefusalFallback(other, Always.Yes).AskAsync(stream)).GetFallback()!;
        (notice.FirstModel, notice.AnsweredBy).ShouldBe(("b", "d"));
        (notice.FirstFallback!.FirstModel, notice.FirstFallback.AnsweredBy).ShouldBe(("a", "b"));
        (notice.OtherFallback!.FirstModel, notice.OtherFallback.AnsweredBy).ShouldBe(("c", "d"));
    }

    /// <summary>Gives the same again and again, at once.</summary>
    private sealed class EndlessClient(ChatResponseUpdate update) : IChatClient
    {
        public int Given { get; private set; }

        public bool IsOpen { get; private set; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            IsOpen = true;
            try
            {
                while (Given < 100_000)
                {
                    Given++;
                    yield return update;
                }

                await Task.CompletedTask;
            }
            finally
            {
                IsOpen = false;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    [Fact]
    public async Task Nothing_in_place_of_a_response_passes_from_the_first_model_and_fails_as_a_fallback()
    {
        var other = new ScriptedClient("other", Asking.Answer);
        (await new NullClient().UseRefusalFallback(other, Always.Yes).AskAsync(stream: false)).ShouldBeNull();
        ChatResponse response = await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(new NullClient(), Always.Yes).AskAsync(stream: false);
        response.Text.ShouldBe(Asking.Refusal);
        response.GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Failed);
    }

    [Fact]
    public async Task Nothing_in_place_of_an_update_is_passed_over()
    {
        var other = new ScriptedClient("other", "never");
        List<ChatResponseUpdate> updates = await new NullClient(null, Asking.Answer, null).UseRefusalFallback(other, Always.Yes).StreamAsync();
        updates.Select(static update => update?.Text).ShouldBe([null, Asking.Answer, null, ""]);
        other.Calls.ShouldBe(0);
        updates = await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(new NullClient(null, Asking.Answer, null), Always.Yes).StreamAsync();
        updates.Select(static update => update?.Text).ShouldBe(["", null, Asking.Answer, null, ""]);
        updates = await new ScriptedClient("first", Asking.Refusal).UseRefusalFallback(new NullClient(null, null), Always.Yes).StreamAsync();
        updates[^1].GetFallback()!.Outcome.ShouldBe(FallbackOutcome.Failed);
    }

    [Fact]
    public async Task A_client_is_not_its_own_fallback_unless_another_of_its_models_is_named()
    {
        var same = new ScriptedClient("gateway", Asking.Refusal);
        Should.Throw<ArgumentException>(() => same.UseRefusalFallback(same, Always.Yes)).ParamName.ShouldBe("fallback");
        Should.Throw<ArgumentException>(() => new RefusalFallbackChatClient(same, same, Always.Yes)).ParamName.ShouldBe("fallback");
        await same.UseRefusalFallback(same, Always.Yes, new RefusalFallbackOptions { Model = "another" }).AskAsync(stream: false);
        same.Options.Select(static options => options?.ModelId).ShouldBe([null, "another"]);
    }
}
