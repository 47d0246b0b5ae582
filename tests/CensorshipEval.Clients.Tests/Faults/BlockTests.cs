namespace CensorshipEval.Clients.Tests.Faults;

public sealed class BlockTests
{
    /// <summary>Errors by which providers say that they blocked a request: status, body, the code that is to be kept.</summary>
    public static TheoryData<string, int, string, string?> Errors => new()
    {
        {
            "Azure OpenAI", 400,
            """{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true,"severity":"high"}}}}}""",
            "ResponsibleAIPolicyViolation"
        },
        {
            "DashScope, compatible", 400,
            """{"error":{"code":"data_inspection_failed","param":null,"message":"Input data may contain inappropriate content.","type":"data_inspection_failed"},"id":"chatcmpl-1","request_id":"r"}""",
            "data_inspection_failed"
        },
        { "DashScope, native", 400, """{"code":"DataInspectionFailed","message":"Input data may contain inappropriate content.","request_id":"r"}""", "DataInspectionFailed" },
        { "DeepSeek", 400, """{"error":{"message":"Content Exists Risk","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}""", "invalid_request_error" },
        { "Zhipu", 400, """{"contentFilter":[{"level":1,"role":"user"}],"error":{"code":"1301","message":"系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语。"}}""", "1301" },
        { "Baidu", 200, """{"error_code":336104,"error_msg":"the content of messages is sensitive","id":"as-1"}""", "336104" },
        { "OpenAI", 400, """{"error":{"message":"Your request was rejected as a result of our safety system.","type":"invalid_request_error","param":null,"code":"content_policy_violation"}}""", "content_policy_violation" },
        { "A gateway", 500, """{"error":{"message":"blocked","code":"content_filter"}}""", "content_filter" },
        { "An error that is a text", 403, """{"error":"Prompt blocked by guardrail: content_filter"}""", null },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task A_blocked_request_is_asked_once_and_its_error_kept(string provider, int status, string body, string? code)
    {
        foreach (bool stream in new[] { true, false })
        {
            Call call = await Call.MakeAsync(stream, Call.Quick, Reply.Json(body, status, ("x-request-id", "req-b")));

            call.Verdict.Delivery.ShouldBe(Delivery.InputBlocked, provider);
            call.Verdict.IsHardRefusal.ShouldBeTrue();
            call.Exchange.Error!.Code.ShouldBe(code);
            call.Exchange.Error.HttpStatus.ShouldBe(status);
            call.Exchange.Error.Message.ShouldNotBeNullOrWhiteSpace();
            call.Exchange.Metadata["requestId"].GetString().ShouldBe("req-b");
            call.Requests.Count.ShouldBe(1, provider);
        }
    }

    [Theory]
    [InlineData("""{"error":{"code":"data_inspection_failed","message":"Output data may contain inappropriate content."}}""")]
    [InlineData("""{"code":"DataInspectionFailed","message":"Output data may contain inappropriate content."}""")]
    [InlineData("""{"choices":[],"error":{"code":"content_filter","message":"Filtered."}}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error","error":{"code":"content_filter","message":"Filtered."}}]}""")]
    public async Task A_block_told_in_the_stream_blocks_the_output_behind_text_and_the_input_before_any(string error)
    {
        Call behind = await Call.StreamAsync(Reply.Sse(Completions.Role(), Completions.Delta("Students gathered"), Step.Event(error)));
        Call before = await Call.StreamAsync(Reply.Sse(Completions.Role(), Step.Event(error)));

        behind.Verdict.Delivery.ShouldBe(Delivery.OutputBlocked);
        behind.Exchange.Text.ShouldBe("Students gathered");
        behind.Exchange.Error!.Code.ShouldNotBeNull();
        behind.Requests.Count.ShouldBe(1);
        before.Verdict.Delivery.ShouldBe(Delivery.InputBlocked);
        before.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_block_told_before_the_connection_breaks_is_kept()
    {
        Call call = await Call.StreamAsync(Reply.Sse(
            Completions.Delta("Students"), Step.Event("""{"error":{"code":"content_filter","message":"Filtered."}}"""), Step.Abort));

        call.Verdict.Delivery.ShouldBe(Delivery.OutputBlocked);
        call.Exchange.Error!.Code.ShouldBe("content_filter");
    }

    [Theory]
    [InlineData("content_filter")]
    [InlineData("CONTENT-FILTER")]
    [InlineData("ContentFilter")]
    [InlineData("sensitive")]
    [InlineData("SAFETY")]
    public async Task A_filter_named_by_the_finish_reason_is_a_block_in_any_spelling(string reason)
    {
        Call behind = await Call.StreamAsync(Reply.Sse(Completions.Delta(Completions.Text), Completions.Finish(reason), Step.Done));
        Call before = await Call.StreamAsync(Reply.Sse(Completions.Role(), Completions.Finish(reason), Step.Done));
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole(Completions.Message("Students gathered"), Completions.Quote(reason))));
        Call empty = await Call.WholeAsync(Reply.Json(Completions.Whole("""{"role":"assistant","content":null}""", Completions.Quote(reason))));

        behind.Verdict.Delivery.ShouldBe(Delivery.OutputBlocked);
        behind.Exchange.Text.ShouldBe(Completions.Text);
        whole.Verdict.Delivery.ShouldBe(Delivery.OutputBlocked);
        before.Verdict.Delivery.ShouldBe(Delivery.InputBlocked);
        empty.Verdict.Delivery.ShouldBe(Delivery.InputBlocked);
        foreach (Call call in new[] { behind, before, whole, empty })
        {
            call.Exchange.FinishReason.ShouldBe(reason);
            call.Requests.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("I cannot talk about that.")]
    [InlineData("")]
    public async Task A_whole_message_behind_the_pieces_takes_their_place(string notice)
    {
        Call call = await Call.StreamAsync(Reply.Sse(
            Completions.Role(), Completions.Delta(Completions.Text), Step.Event(Completions.Whole(Completions.Message(notice))), Step.Done));

        call.Verdict.Delivery.ShouldBe(Delivery.Retracted);
        call.Exchange.Text.ShouldBe(notice);
        call.Exchange.Stream!.Text.ShouldStartWith(Completions.Text);
        call.Exchange.Stream.Updates[^1].Kind.ShouldBe(StreamUpdateKind.Replace);
        call.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_whole_message_that_says_the_same_once_more_is_no_retraction()
    {
        Call call = await Call.StreamAsync(Reply.Sse(
            Completions.Delta("<think>They ask.</think>\n"), Completions.Delta(Completions.Text),
            Step.Event(Completions.Whole(Completions.Message("<think>They ask.</think>\n" + Completions.Text))), Step.Done));

        call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        call.Exchange.Text.ShouldBe(Completions.Text);
        call.Exchange.Reasoning.ShouldBe("They ask.");
    }

    [Fact]
    public async Task A_refusal_in_its_own_field_is_an_answer_that_refuses()
    {
        Call streamed = await Call.StreamAsync(Reply.Sse(
            Completions.Chunk("""{"role":"assistant","content":"","refusal":null}"""), Completions.Chunk("""{"refusal":"I can't "}"""),
            Completions.Chunk("""{"refusal":"help with that."}"""), Completions.Finish("stop"), Step.Done));
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole("""{"role":"assistant","content":null,"refusal":"I can't help with that."}""")));

        foreach (Call call in new[] { streamed, whole })
        {
            call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
            call.Verdict.Engagement.ShouldBe(Engagement.Refused);
            call.Exchange.Text.ShouldBe("I can't help with that.");
            call.Exchange.Error!.Code.ShouldBe(ResponseSignals.RefusalErrorCode);
            call.Requests.Count.ShouldBe(1);
        }
    }
}
