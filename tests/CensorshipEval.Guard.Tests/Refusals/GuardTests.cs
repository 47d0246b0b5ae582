using System.Text.Json;
using CensorshipEval.Clients;
using CensorshipEval.Detection;

namespace CensorshipEval.Guard.Tests.Refusals;

public sealed class GuardTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_verdict_is_on_the_response(bool stream)
    {
        Verdict? refused = (await Guarded(Asking.Refusal, ChatFinishReason.Stop).AskAsync(stream)).GetVerdict();
        refused.ShouldNotBeNull();
        refused.Engagement.ShouldBe(Engagement.Refused);
        refused.IsHardRefusal.ShouldBeTrue();

        Verdict? answered = (await Guarded(Asking.Answer, ChatFinishReason.Stop).AskAsync(stream)).GetVerdict();
        answered.ShouldNotBeNull();
        answered.Engagement.ShouldBe(Engagement.Complete);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_response_is_otherwise_what_the_client_gave(bool stream)
    {
        object[] script = [Asking.Answer[..50], Asking.Answer[50..], new UsageContent(new UsageDetails { OutputTokenCount = 60 }), ChatFinishReason.Stop];
        ChatResponse plain = await new ScriptedClient("m", script).AskAsync(stream);
        ChatResponse guarded = await Guarded(script).AskAsync(stream);

        guarded.AdditionalProperties!.Remove(GuardSignals.Verdict).ShouldBeTrue();
        guarded.AdditionalProperties.ShouldBeEmpty();
        guarded.AdditionalProperties = null;
        JsonSerializer.Serialize(guarded, AIJsonUtilities.DefaultOptions).ShouldBe(JsonSerializer.Serialize(plain, AIJsonUtilities.DefaultOptions));
    }

    [Fact]
    public async Task Updates_go_on_as_they_come_and_one_more_follows_them()
    {
        var rest = new TaskCompletionSource();
        await using IAsyncEnumerator<ChatResponseUpdate> updates =
            Guarded("I'm sorry, ", rest.Task, "but I can't help with that.", ChatFinishReason.Stop).GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe("I'm sorry, ");

        rest.SetResult();
        var others = new List<ChatResponseUpdate>();
        while (await updates.MoveNextAsync()) others.Add(updates.Current);
        others.Count.ShouldBe(3);
        others[^1].Text.ShouldBeEmpty();
        others[^1].GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        others[^1].ResponseId.ShouldBe(others[0].ResponseId);
        others[..^1].ShouldAllBe(static update => update.GetVerdict() == null);
    }

    [Fact]
    public async Task Signals_are_read_as_an_evaluation_reads_them()
    {
        (await StreamedAsync(ChatFinishReason.Stop)).ShouldBe((Delivery.EmptyStop, null));
        (await StreamedAsync(ChatFinishReason.ContentFilter)).ShouldBe((Delivery.InputBlocked, null));
        (await StreamedAsync(new ErrorContent("Filtered") { ErrorCode = "content_filter" })).ShouldBe((Delivery.InputBlocked, null));
        (await StreamedAsync(Asking.Answer[..80], ChatFinishReason.ContentFilter)).Delivery.ShouldBe(Delivery.OutputBlocked);
        (await StreamedAsync(Asking.Answer, Asking.Replacement("Let us talk about something else."), ChatFinishReason.Stop)).Delivery.ShouldBe(Delivery.Retracted);
        (await StreamedAsync(Asking.Answer, ChatFinishReason.Length)).Delivery.ShouldBe(Delivery.Truncated);
        (await StreamedAsync(new ErrorContent("I can't help with that.") { ErrorCode = "Refusal" })).ShouldBe((Delivery.Delivered, Engagement.Refused));
        (await StreamedAsync($"<think>The user wants this. I cannot help with that, or can I? Yes.</think>\n{Asking.Answer}", ChatFinishReason.Stop))
            .ShouldBe((Delivery.Delivered, Engagement.Complete));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_that_asks_for_tools_is_no_refusal_and_is_not_judged(bool stream)
    {
        var call = new FunctionCallContent("1", "lookup");
        (await Guarded(call, ChatFinishReason.ToolCalls).AskAsync(stream)).GetVerdict().ShouldBeNull();
        (await Guarded("I cannot answer that from memory.", call, ChatFinishReason.ToolCalls).AskAsync(stream)).GetVerdict().ShouldBeNull();
        (await Guarded(call, new FunctionResultContent("1", "1989"), Asking.Refusal, ChatFinishReason.Stop).AskAsync(stream)).GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        (await Guarded(call, ChatFinishReason.ContentFilter).AskAsync(stream)).GetVerdict()!.IsHardRefusal.ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_tool_gave_back_is_not_the_models_answer()
    {
        var tool = new ChatResponseUpdate(ChatRole.Tool, [new TextContent(Asking.Refusal)]);
        (await Guarded(new FunctionCallContent("1", "lookup"), tool, new FunctionResultContent("1", "x"), Asking.Answer).AskAsync(stream: true)).GetVerdict()!
            .Engagement.ShouldBe(Engagement.Complete);
    }

    [Fact]
    public async Task A_picture_is_an_answer_that_nobody_here_can_judge() =>
        (await Guarded(new DataContent(new byte[] { 1 }, "image/png"), ChatFinishReason.Stop).AskAsync(stream: true)).GetVerdict().ShouldBeNull();

    [Fact]
    public async Task Several_messages_of_one_response_are_judged_as_one_text()
    {
        object[] script =
        [
            new ChatResponseUpdate(ChatRole.Assistant, Asking.Refusal) { MessageId = "a" }, new ChatResponseUpdate(ChatRole.Assistant, Asking.Refusal) { MessageId = "b" },
        ];
        Verdict streamed = (await Guarded(script).AskAsync(stream: true)).GetVerdict()!;
        ChatResponse whole = await Guarded(script).AskAsync(stream: false);
        whole.Messages.Count.ShouldBe(2);
        whole.GetVerdict()!.Engagement.ShouldBe(streamed.Engagement);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exceptions_of_the_client_pass_unchanged(bool stream)
    {
        var failure = new InvalidOperationException("broken");
        (await Should.ThrowAsync<InvalidOperationException>(() => Guarded(Asking.Answer, failure).AskAsync(stream))).ShouldBeSameAs(failure);
        using var client = Guarded(Asking.Answer);
        client.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(() => client.AskAsync(stream));
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        await using IAsyncEnumerator<ChatResponseUpdate> updates =
            Guarded(Asking.Answer, new TaskCompletionSource().Task).GetStreamingResponseAsync(Asking.Messages, cancellationToken: stop.Token).GetAsyncEnumerator(stop.Token);
        await updates.MoveNextAsync();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await updates.MoveNextAsync());
    }

    [Fact]
    public async Task Of_a_stream_that_is_left_early_a_refusal_is_told_and_an_answer_is_not()
    {
        (await LeftAfterFirstAsync(Asking.Refusal)).ShouldBe(1);
        (await LeftAfterFirstAsync(Asking.Answer)).ShouldBe(0);

        static async Task<int> LeftAfterFirstAsync(string text)
        {
            int refusals = 0;
            var options = new RefusalGuardOptions { OnRefusal = (_, _) => ValueTask.FromResult(refusals++).AsVoid() };
            var inner = new ScriptedClient("m", text, "more");
            await foreach (ChatResponseUpdate _ in inner.UseRefusalGuard(options).GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken)) break;
            inner.Open.ShouldBe(0);
            return refusals;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OnRefusal_is_told_of_refusals_and_blocks_alone(bool stream)
    {
        var notices = new List<RefusalNotice>();
        var options = new RefusalGuardOptions
        {
            OnRefusal = async (notice, _) =>
            {
                await Task.Yield();
                notices.Add(notice);
            },
        };
        await new ScriptedClient("m", Asking.Answer, ChatFinishReason.Stop).UseRefusalGuard(options).AskAsync(stream);
        notices.ShouldBeEmpty();

        await new ScriptedClient("m", Asking.Refusal, ChatFinishReason.Stop).UseRefusalGuard(options).AskAsync(stream, new ChatOptions { ModelId = "asked" });
        await new ScriptedClient("m", ChatFinishReason.ContentFilter).UseRefusalGuard(options).AskAsync(stream);
        notices.Count.ShouldBe(2);
        notices[0].ShouldSatisfyAllConditions(
            static notice => notice.Model.ShouldBe("asked"),
            static notice => notice.AnsweredBy.ShouldBe("m"),
            static notice => notice.Language.ShouldBe(LanguageTag.Parse("en")),
            static notice => notice.ResponseId.ShouldBe("response-1"),
            static notice => notice.Exchange.ShouldBeNull());
        notices[1].Verdict.Delivery.ShouldBe(Delivery.InputBlocked);
    }

    [Fact]
    public async Task Content_is_in_the_notice_only_when_it_is_asked_for()
    {
        RefusalNotice? told = null;
        var options = new RefusalGuardOptions { ShowContentToHandler = true, OnRefusal = (notice, _) => ValueTask.FromResult(told = notice).AsVoid() };
        await new ScriptedClient("m", Asking.Refusal).UseRefusalGuard(options).AskAsync(stream: true);
        told!.Exchange!.Prompt.Text.ShouldBe(Asking.Question);
        told.Exchange.Text.ShouldBe(Asking.Refusal);

        // What telemetry has is another question.
        options = new RefusalGuardOptions { RecordContent = true, OnRefusal = options.OnRefusal };
        await new ScriptedClient("m", Asking.Refusal).UseRefusalGuard(options).AskAsync(stream: true);
        told!.Exchange.ShouldBeNull();
    }

    [Fact]
    public async Task It_serves_many_calls_at_once()
    {
        IChatClient refusing = Guarded(Asking.Refusal, Task.Delay(5, TestContext.Current.CancellationToken), ChatFinishReason.Stop);
        ChatResponse[] responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => refusing.AskAsync(stream: i % 2 == 0))));
        responses.ShouldAllBe(static response => response.GetVerdict()!.Engagement == Engagement.Refused && response.Text == Asking.Refusal);
    }

    [Fact]
    public async Task It_stands_in_a_pipeline_and_is_found_there()
    {
        using IChatClient client = new ChatPipelineBuilder(new ScriptedClient("m", Asking.Refusal)).Use(static inner => inner.UseRefusalGuard()).UseResilience().Build();
        (await client.AskAsync(stream: true)).GetVerdict()!.Engagement.ShouldBe(Engagement.Refused);
        client.GetService(typeof(RefusalGuardChatClient)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_messages_are_enumerated_once(bool stream)
    {
        int times = 0;
        IChatClient client = Guarded(Asking.Answer);
        if (stream) await client.GetStreamingResponseAsync(Counted(), cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        else await client.GetResponseAsync(Counted(), cancellationToken: TestContext.Current.CancellationToken);
        times.ShouldBe(1);

        IEnumerable<ChatMessage> Counted()
        {
            times++;
            yield return Asking.Messages[0];
        }
    }

    [Fact]
    public void Options_out_of_range_are_named_all_at_once()
    {
        string message = Should.Throw<ArgumentOutOfRangeException>(
            static () => new ScriptedClient("m").UseRefusalGuard(new RefusalGuardOptions { DetectionTimeout = TimeSpan.Zero, MaxModels = 0 })).Message;
        message.ShouldContain("DetectionTimeout");
        message.ShouldContain("MaxModels");
    }

    private static IChatClient Guarded(params object[] script) => new ScriptedClient("m", script).UseRefusalGuard();

    private static async Task<(Delivery Delivery, Engagement? Engagement)> StreamedAsync(params object[] script)
    {
        Verdict verdict = (await Guarded(script).AskAsync(stream: true)).GetVerdict()!;
        return (verdict.Delivery, verdict.Engagement);
    }
}
