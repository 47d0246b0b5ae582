namespace CensorshipEval.Clients.Tests.Faults;

public sealed class FaultTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task A_failure_that_may_pass_is_tried_again_and_told_with_the_answer(int status)
    {
        Reply failure = Reply.Json("""{"error":{"message":"Try later","code":"busy"}}""", status);

        foreach (bool stream in new[] { true, false })
        {
            Reply answer = stream ? Reply.Answer() : Reply.Json(Completions.Whole(Completions.Message(Completions.Text)), 200, ("x-request-id", "req-1"));
            Call call = await Call.MakeAsync(stream, Call.Quick, failure, answer);

            call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
            call.Exchange.Text.ShouldBe(Completions.Text);
            call.Exchange.Metadata["requestId"].GetString().ShouldBe("req-1");
            System.Text.Json.JsonElement failed = call.Exchange.Metadata["failedAttempts"];
            failed.GetArrayLength().ShouldBe(1);
            failed[0].GetProperty("httpStatus").GetInt32().ShouldBe(status);
            failed[0].GetProperty("message").GetString()!.ShouldContain("Try later");
            call.Requests.Count.ShouldBe(2);
        }
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task When_every_attempt_failed_the_transport_failed_and_each_attempt_is_kept(int status)
    {
        foreach (bool stream in new[] { true, false })
        {
            Call call = await Call.MakeAsync(stream, Call.Quick, Reply.Json("""{"error":{"message":"Try later"}}""", status, ("x-request-id", "req-9")));

            call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
            call.Exchange.Error!.HttpStatus.ShouldBe(status);
            call.Exchange.Error.Code.ShouldBe($"http-{status}");
            call.Exchange.Metadata["requestId"].GetString().ShouldBe("req-9");
            call.Exchange.Metadata["failedAttempts"].GetArrayLength().ShouldBe(2);
            call.Requests.Count.ShouldBe(3);
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0.02")]
    [InlineData("0")]
    [InlineData("99999999999999")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData("Wed, 21 Oct 2099 07:28:00 GMT")]
    [InlineData("soon")]
    public async Task Whatever_Retry_After_says_the_wait_stays_within_our_own_limit(string retryAfter)
    {
        Call call = await Call.StreamAsync(Reply.Json("{}", 429, ("Retry-After", retryAfter)), Reply.Answer());

        call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        call.Requests.Count.ShouldBe(2);
        call.Exchange.Timing!.Duration.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_refused_connection_is_a_failure_of_transport()
    {
        Uri endpoint;
        await using (FaultServer server = await FaultServer.StartAsync(Reply.Answer())) endpoint = server.Endpoint;

        Exchange exchange = await Call.ObtainAsync(endpoint, stream: true, Call.Quick);

        exchange.Error!.Code.ShouldBe("connection");
        exchange.Metadata["failedAttempts"].GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_reset_before_any_text_is_tried_again()
    {
        foreach (Reply reset in new[] { Reply.Reset(), Reply.Sse(Step.Send(": hello\n\n"), Step.Abort), Reply.Sse(Completions.Role(), Step.Abort) })
        {
            Call call = await Call.StreamAsync(reset, Reply.Answer());

            call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
            call.Requests.Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_connection_lost_behind_text_keeps_the_text_and_is_not_tried_again()
    {
        foreach (Reply cut in new[] { Reply.Sse(Completions.Delta("Students gathered"), Step.Abort), Reply.Sse(Completions.Delta("Students gathered")) })
        {
            Call call = await Call.StreamAsync(cut, Reply.Answer());

            call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
            call.Exchange.Text.ShouldBe("Students gathered");
            call.Exchange.Stream!.Text.ShouldBe("Students gathered");
            call.Requests.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("stop", Delivery.Delivered)]
    [InlineData("content_filter", Delivery.OutputBlocked)]
    public async Task A_connection_lost_behind_the_finish_reason_takes_nothing_from_the_answer(string finish, Delivery delivery)
    {
        foreach (Step end in new[] { Step.Abort, Step.Hang })
        {
            Call call = await Call.MakeAsync(stream: true, Call.Impatient, Reply.Sse(Completions.Delta(Completions.Text), Completions.Finish(finish), end));

            call.Verdict.Delivery.ShouldBe(delivery);
            call.Exchange.Text.ShouldBe(Completions.Text);
            call.Exchange.FinishReason.ShouldBe(finish);
            call.Exchange.Metadata["lostAfterEnd"].GetProperty("code").GetString().ShouldBe(end == Step.Hang ? "timeout" : "connection");
            call.Requests.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_server_that_hangs_before_any_text_is_tried_again()
    {
        foreach (Reply hang in new[] { Reply.Silence(), Reply.Sse(Step.Send(": wait\n\n"), Step.Hang), Reply.Sse(Completions.Role(), Step.Hang) })
        {
            Call call = await Call.MakeAsync(stream: true, Call.Impatient, hang, Reply.Answer());

            call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
            call.Exchange.Metadata["failedAttempts"][0].GetProperty("code").GetString().ShouldBe("timeout");
            call.Requests.Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_server_that_hangs_without_a_stream_is_tried_again_until_the_attempts_are_used_up()
    {
        Call call = await Call.MakeAsync(stream: false, Call.Impatient, Reply.Silence());

        call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
        call.Exchange.Error!.Code.ShouldBe("timeout");
        call.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_stream_that_hangs_behind_text_keeps_the_text_and_is_not_tried_again()
    {
        Call call = await Call.MakeAsync(stream: true, Call.Impatient, Reply.Sse(Completions.Delta("Students"), Step.Hang));

        call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
        call.Exchange.Error!.Code.ShouldBe("timeout");
        call.Exchange.Text.ShouldBe("Students");
        call.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_total_timeout_ends_all_attempts_and_tells_them()
    {
        ChatPipelineOptions options = Call.Impatient with { TotalTimeout = TimeSpan.FromMilliseconds(700) };

        Call call = await Call.MakeAsync(stream: true, options, Reply.Json("{}", 503), Reply.Silence());

        call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
        call.Exchange.Error!.Code.ShouldBe("timeout");
        call.Exchange.Metadata["failedAttempts"][0].GetProperty("httpStatus").GetInt32().ShouldBe(503);
    }

    public static TheoryData<string> NoAnswers => ["html", "empty", "empty stream", "broken", "nothing", "no object", "only done", "broken event", "no choice"];

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task What_is_no_answer_is_a_failure_of_transport_and_tried_again(string kind)
    {
        Reply reply = kind switch
        {
            "html" => Reply.Html(),
            "empty" => Reply.Empty(),
            "empty stream" => Reply.Empty(contentType: "text/event-stream"),
            "broken" => Reply.Json("""{"choices":[{"message":{"content":"Stud"""),
            "nothing" => Reply.Json("{}"),
            "no object" => Reply.Json("[1]"),
            "only done" => Reply.Sse(Step.Done),
            "no choice" => Reply.Json("""{"id":"c1","model":"asked","choices":[],"usage":{"prompt_tokens":1}}"""),
            _ => Reply.Sse(Step.Event("{\"choices\":[{\"delta\"")),
        };

        Call call = await Call.StreamAsync(reply);

        call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
        call.Exchange.Error!.HttpStatus.ShouldBe(200);
        call.Requests.Count.ShouldBe(3);
        (await Call.StreamAsync(reply, Reply.Answer())).Verdict.Delivery.ShouldBe(Delivery.Delivered);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 4096 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""")]
    [InlineData(400, """{"error":{"message":"This endpoint's maximum context length is 4096 tokens. However, you requested about 9000 tokens.","code":400}}""")]
    [InlineData(400, """{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}""")]
    [InlineData(400, """{"code":"InvalidParameter","message":"Range of input length should be [1, 30720]"}""")]
    [InlineData(413, "<html>Too large</html>")]
    [InlineData(200, """{"error":{"message":"maximum context length exceeded","type":"invalid_request_error","code":"context_length_exceeded"}}""")]
    public async Task A_prompt_that_is_too_long_fails_alone_and_is_not_tried_again(int status, string body)
    {
        foreach (bool stream in new[] { true, false })
        {
            Call call = await Call.MakeAsync(stream, Call.Quick, Reply.Json(body, status));

            call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
            call.Exchange.Error!.Code.ShouldBe("context_length_exceeded");
            call.Requests.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Times_are_those_of_the_attempt_that_answered_and_the_wait_before_it_is_told_apart()
    {
        TimeSpan asked = TimeSpan.FromSeconds(1);
        ChatPipelineOptions options = Call.Quick with { Retry = new RetryOptions { MaxRetries = 1, BaseDelay = asked, MaxDelay = asked } };
        foreach (bool stream in new[] { true, false })
        {
            DateTimeOffset before = TimeProvider.System.GetUtcNow();
            Call call = await Call.MakeAsync(stream, options, Reply.Json("{}", 503, ("Retry-After", "1")), stream ? Reply.Answer() : Reply.Json(Completions.Whole(Completions.Message("Yes."))));

            call.Exchange.Timing!.StartedAt.ShouldBeGreaterThan(before + (asked * 0.9));
            call.Exchange.Timing.Duration.ShouldBeLessThan(asked);
            if (stream) call.Exchange.Timing.ToFirstUpdate!.Value.ShouldBeLessThanOrEqualTo(call.Exchange.Timing.Duration);
            call.Exchange.Metadata["waitedMs"].GetInt32().ShouldBeGreaterThan(900);
            call.Exchange.Metadata["callsInFlight"].GetInt32().ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(403)]
    [InlineData(502)]
    public async Task A_page_with_a_browser_policy_is_no_block(int status)
    {
        if (status == 403)
        {
            await Should.ThrowAsync<ChatEndpointException>(() => Call.StreamAsync(Reply.Html(status)));
            return;
        }

        Call call = await Call.StreamAsync(Reply.Html(status));

        call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
        call.Requests.Count.ShouldBe(3);
    }
}
