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
        { "Azure OpenAI, another inner code", 400, """{"error":{"message":"Not this.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"SomethingElse"}}}""", "content_filter" },
        {
            "OpenRouter", 403,
            """{"error":{"code":403,"message":"Your chosen model requires moderation and your input was flagged for \"violence\". No credits were charged.","metadata":{"reasons":["violence"],"flagged_input":"What","provider_name":"X","model_slug":"y"}}}""",
            "flagged_input"
        },
        { "OpenRouter, by its message", 403, """{"error":{"code":403,"message":"Your chosen model requires moderation and your input was flagged."}}""", "403" },
        {
            "OpenAI, reasoning", 400,
            """{"error":{"message":"Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt.","type":"invalid_request_error","param":null,"code":"invalid_prompt"}}""",
            "invalid_prompt"
        },
        {
            "xAI", 403,
            """{"code":"The caller does not have permission to execute the specified operation","error":"Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO"}""",
            "The caller does not have permission to execute the specified operation"
        },
        { "A type beside a number", 400, """{"error":{"message":"Rejected.","type":"content_filter","code":400}}""", "content_filter" },
        { "Unavailable for legal reasons", 451, """{"error":{"message":"Not here.","type":"unavailable"}}""", "unavailable" },
        { "Unavailable for legal reasons, a page", 451, "<html><body>Not here.</body></html>", null },
        { "Gemini, a list", 400, """[{"error":{"code":400,"message":"Blocked: PROHIBITED_CONTENT","status":"INVALID_ARGUMENT"}}]""", "400" },
        { "MiniMax", 200, """{"id":"x","choices":null,"model":"asked","input_sensitive":true,"base_resp":{"status_code":1026,"status_msg":"input new_sensitive"}}""", "1026" },
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

    /// <summary>What speaks of contents and of filters and is no block: status, body, requests; 0 where the run stops.</summary>
    public static TheoryData<int, string, int> Others => new()
    {
        { 403, "<html><body><h1>Web Page Blocked</h1>Content blocked by your administrator</body></html>", 0 },
        { 403, "Content blocked by your administrator", 0 },
        { 200, "<html><body><h1>Web Page Blocked</h1>Content blocked by your administrator</body></html>", 3 },
        { 429, "Content blocked by your administrator", 3 },
        { 502, "<p>Content blocked</p>", 3 },
        { 503, """{"error":{"message":"The content filter service is temporarily unavailable, please retry","code":"internal_error"}}""", 3 },
        { 503, """{"error":{"message":"The content filter service is temporarily unavailable, please retry"}}""", 3 },
        { 200, """{"error":{"message":"The content filter service is temporarily unavailable, please retry","code":503}}""", 3 },
        { 400, """{"error":{"message":"Unknown parameter: 'content_filter_options'","type":"invalid_request_error","code":"unknown_parameter"}}""", 0 },
        { 400, """{"error":{"message":"Unrecognized parameter: content_filter_options","type":"invalid_request_error"}}""", 0 },
        { 400, """{"error":{"message":"The value of content_filter_options is wrong","type":"invalid_request_error","param":"content_filter_options","code":null}}""", 0 },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_only_speaks_of_contents_is_no_block(int status, string body, int requests)
    {
        foreach (bool stream in new[] { true, false })
        {
            if (requests == 0)
            {
                await Should.ThrowAsync<ChatEndpointException>(() => Call.MakeAsync(stream, Call.Quick, Reply.Json(body, status)));
                continue;
            }

            Call call = await Call.MakeAsync(stream, Call.Quick, Reply.Json(body, status));

            call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
            call.Requests.Count.ShouldBe(requests);
        }
    }

    [Theory]
    [InlineData(0, Delivery.Delivered, 1)]
    [InlineData(1000, Delivery.TransportError, 3)]
    [InlineData(1002, Delivery.TransportError, 3)]
    [InlineData(1027, Delivery.OutputBlocked, 1)]
    [InlineData(1039, Delivery.TransportError, 1)]
    [InlineData(1004, null, 1)]
    [InlineData(1008, null, 1)]
    public async Task MiniMax_tells_in_a_field_of_its_own(int code, Delivery? delivery, int requests)
    {
        string told = $$$""","base_resp":{"status_code":{{{code}}},"status_msg":"told"}}""";
        string answer = code is 0 or 1027 ? Completions.Whole(Completions.Message(Completions.Text)) : """{"id":"c1","choices":null}""";
        Reply reply = Reply.Json(answer[..^1] + told);
        foreach (bool stream in new[] { true, false })
        {
            if (delivery is null)
            {
                await Should.ThrowAsync<ChatEndpointException>(() => Call.MakeAsync(stream, Call.Quick, reply));
                continue;
            }

            Call call = await Call.MakeAsync(stream, Call.Quick, reply);

            call.Verdict.Delivery.ShouldBe(delivery.Value);
            call.Requests.Count.ShouldBe(requests);
        }
    }

    [Theory]
    [InlineData("content_filter", "stop")]
    [InlineData("SAFETY", "length")]
    [InlineData("stop", "content_filter")]
    public async Task A_block_is_not_taken_back_by_another_finish_reason(string first, string second)
    {
        Call call = await Call.StreamAsync(Reply.Sse(Completions.Delta(Completions.Text), Completions.Finish(first), Completions.Finish(second), Step.Done));

        call.Verdict.Delivery.ShouldBe(Delivery.OutputBlocked);
        call.Exchange.FinishReason.ShouldBe(first == "stop" ? second : first);
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
