using System.IO.Compression;

namespace CensorshipEval.Clients.Tests.Faults;

public sealed class AnswerTests
{
    [Fact]
    public async Task A_plain_answer_is_delivered_with_all_that_came_with_it()
    {
        Call streamed = await Call.StreamAsync(Reply.Answer());
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole(Completions.Message(Completions.Text)), 200, ("x-request-id", "req-1")));

        foreach (Call call in new[] { streamed, whole })
        {
            call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
            call.Exchange.Text.ShouldBe(Completions.Text);
            call.Exchange.FinishReason.ShouldBe("stop");
            call.Exchange.AnsweredBy.ShouldBe("asked");
            call.Exchange.Usage.ShouldBe(new TokenUsage { InputTokens = 7, OutputTokens = 19 });
            call.Exchange.Error.ShouldBeNull();
            call.Exchange.Metadata["requestId"].GetString().ShouldBe("req-1");
            call.Requests.ShouldHaveSingleItem().Path.ShouldBe("/v1/chat/completions");
            call.Requests[0].Headers["Authorization"].ShouldBe($"Bearer {Call.Key}");
            call.Requests[0].Body.ShouldNotContain(Call.Key);
        }

        streamed.Exchange.Stream!.Text.ShouldBe(Completions.Text);
        streamed.Exchange.Timing!.ToFirstUpdate.ShouldNotBeNull();
        whole.Exchange.Stream.ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_without_text_is_an_empty_stop_and_not_tried_again()
    {
        Call streamed = await Call.StreamAsync(Reply.Sse(Completions.Role(), Completions.Finish("stop"), Step.Done));
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole(Completions.Message(""))));
        Call silent = await Call.WholeAsync(Reply.Json("""{"id":"c1","model":"other","choices":[{"index":0,"message":{"role":"assistant","content":""},"finish_reason":null}]}"""));

        foreach (Call call in new[] { streamed, whole, silent })
        {
            call.Verdict.Delivery.ShouldBe(Delivery.EmptyStop);
            call.Requests.Count.ShouldBe(1);
        }

        silent.Exchange.AnsweredBy.ShouldBe("other");
    }

    [Theory]
    [InlineData("length")]
    [InlineData("MAX_TOKENS")]
    public async Task The_length_limit_truncates(string reason)
    {
        Call call = await Call.StreamAsync(Reply.Sse(Completions.Delta(Completions.Text), Completions.Finish(reason), Step.Done));

        call.Verdict.Delivery.ShouldBe(Delivery.Truncated);
        call.Exchange.FinishReason.ShouldBe(reason);
        call.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("content_filter_maybe")]
    [InlineData("非正常")]
    public async Task A_finish_reason_that_nobody_has_seen_is_unknown_and_kept_as_sent(string reason)
    {
        Call streamed = await Call.StreamAsync(Reply.Sse(Completions.Delta(Completions.Text), Completions.Finish(reason), Step.Done));
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole(Completions.Message(Completions.Text), Completions.Quote(reason))));

        foreach (Call call in new[] { streamed, whole })
        {
            call.Verdict.Delivery.ShouldBe(Delivery.Unknown);
            call.Exchange.FinishReason.ShouldBe(reason);
            call.Exchange.Text.ShouldBe(Completions.Text);
            call.Requests.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData(null)]
    public async Task A_stream_that_is_announced_as_something_else_is_read_all_the_same(string? contentType)
    {
        Call call = await Call.StreamAsync(Reply.Answer() with { ContentType = contentType });
        call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        call.Exchange.Text.ShouldBe(Completions.Text);
        call.Exchange.FinishReason.ShouldBe("stop");
        call.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("application/json")]
    public async Task A_stream_in_a_whole_answers_place_is_read_all_the_same(string contentType)
    {
        Call plain = await Call.WholeAsync(Reply.Answer() with { ContentType = contentType });
        Call blocked = await Call.WholeAsync(Reply.Sse(Completions.Delta("Students"), Completions.Finish("content_filter"), Completions.Finish("stop"), Step.Done) with { ContentType = contentType });
        Call replaced = await Call.WholeAsync(Reply.Sse(
            Step.Send(": here\n\n"), Completions.Delta("Students"), Step.Event(Completions.Whole(Completions.Message("No."))), Step.Done) with { ContentType = contentType });

        plain.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        plain.Exchange.Text.ShouldBe(Completions.Text);
        plain.Exchange.Usage.ShouldBe(new TokenUsage { InputTokens = 7, OutputTokens = 19 });
        plain.Exchange.Metadata["requestId"].GetString().ShouldBe("req-1");
        plain.Requests.Count.ShouldBe(1);
        blocked.Verdict.Delivery.ShouldBe(Delivery.OutputBlocked);
        replaced.Exchange.Text.ShouldBe("No.");
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("""{"code":null,"message":""}""")]
    public async Task An_error_without_anything_in_it_is_none(string error)
    {
        string with = $",\"error\":{error}}}";
        string delta = $$$"""{"id":"c1","model":"asked","choices":[{"index":0,"delta":{"content":{{{Completions.Quote(Completions.Text)}}}}}]""";
        Call streamed = await Call.StreamAsync(Reply.Sse(Step.Event(delta + with), Step.Event("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]""" + with), Step.Done));
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole(Completions.Message(Completions.Text))[..^1] + with));

        foreach (Call call in new[] { streamed, whole })
        {
            call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
            call.Exchange.Text.ShouldBe(Completions.Text);
            call.Exchange.Error.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("content", "x \\ud83d", "\\ude00 y", "x 😀 y")]
    [InlineData("content", "x \\ud83d", " y", "x \uFFFD y")]
    [InlineData("content", "x", "\\ude00 y", "x\uFFFD y")]
    [InlineData("content", "x \\n", "\\t\\\"y\\ud83d", "x \n\t\"y\uFFFD")]
    [InlineData("reasoning_content", "x \\ud83d", "\\ude00 y", "x 😀 y")]
    [InlineData("reasoning_content", "x", "y\\ud83d", "xy\uFFFD")]
    [InlineData("refusal", "x \\ud83d", "\\ude00 y", "x 😀 y")]
    public async Task A_character_that_is_escaped_in_two_pieces_is_put_together(string field, string first, string second, string told)
    {
        static Step Piece(string field, string escaped) => Completions.Chunk($$"""{"{{field}}":"{{escaped}}"}""");
        Step[] before = field == "content" ? [Piece(field, "a"), Piece(field, "b")] : [];
        Call call = await Call.StreamAsync(Reply.Sse([.. before, Piece(field, first), Piece(field, second), Completions.Finish("stop"), Step.Done]));

        (field == "reasoning_content" ? call.Exchange.Reasoning : call.Exchange.Text).ShouldBe((field == "content" ? "ab" : "") + told);
        call.Exchange.Error?.Code.ShouldBe(ResponseSignals.RefusalErrorCode);
        call.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(-1_000_000, null)]
    [InlineData(5_000_000_000, null)]
    [InlineData(long.MaxValue, null)]
    [InlineData(100_000_000, 100_000_000L)]
    public async Task Tokens_that_no_call_can_have_used_are_as_not_reported(long sent, long? told)
    {
        Call call = await Call.WholeAsync(Reply.Json($$$"""{"choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}],"usage":{"prompt_tokens":{{{sent}}},"completion_tokens":3}}"""));

        call.Exchange.Usage!.InputTokens.ShouldBe(told);
        call.Exchange.Usage.OutputTokens.ShouldBe(3);
    }

    [Fact]
    public async Task Another_model_and_no_usage_are_told_as_they_are()
    {
        Call call = await Call.StreamAsync(Reply.Sse(
            Completions.Chunk($$"""{"content":{{Completions.Quote(Completions.Text)}}}""", model: "asked-mini"), Completions.Chunk("{}", "\"stop\"", "asked-mini"), Step.Done));

        call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        call.Exchange.AnsweredBy.ShouldBe("asked-mini");
        call.Exchange.Target.Model.ShouldBe("asked");
        call.Exchange.Usage.ShouldBeNull();
    }

    [Fact]
    public async Task A_packed_answer_is_unpacked_also_where_nobody_asked_for_it()
    {
        Call streamed = await Call.StreamAsync(Reply.Answer().Gzipped());
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole(Completions.Message(Completions.Text))).Gzipped());
        Call broken = await Call.WholeAsync(Reply.Json("not packed at all", 200, ("Content-Encoding", "gzip")));
        Call blocked = await Call.WholeAsync((Reply.Json("""{"error":{"code":"content_filter","message":"x"}}""") with { Status = 400 }).Gzipped());

        streamed.Exchange.Text.ShouldBe(Completions.Text);
        whole.Exchange.Text.ShouldBe(Completions.Text);
        broken.Verdict.Delivery.ShouldBe(Delivery.TransportError);
        broken.Requests.Count.ShouldBe(3);
        blocked.Verdict.Delivery.ShouldBe(Delivery.InputBlocked);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("br, gzip")]
    [InlineData("identity")]
    public async Task Every_packing_of_the_web_is_unpacked(string encoding)
    {
        Call streamed = await Call.StreamAsync(Packed(Reply.Answer(), encoding));
        Call whole = await Call.WholeAsync(Packed(Reply.Json(Completions.Whole(Completions.Message(Completions.Text))), encoding));

        streamed.Exchange.Text.ShouldBe(Completions.Text);
        streamed.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        whole.Exchange.Text.ShouldBe(Completions.Text);
    }

    private static Reply Packed(Reply reply, string encodings)
    {
        byte[] bytes = [.. reply.Steps.SelectMany(static step => step.Bytes)];
        foreach (string encoding in encodings.Split(", "))
        {
            if (encoding == "identity") continue;
            using var packed = new MemoryStream();
            using (Stream packer = encoding switch
            {
                "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
                "br" => new BrotliStream(packed, CompressionLevel.Optimal),
                _ => new GZipStream(packed, CompressionLevel.Optimal),
            }) packer.Write(bytes);
            bytes = packed.ToArray();
        }

        return reply with { Headers = [.. reply.Headers, ("Content-Encoding", encodings)], Steps = [new Step(StepKind.Send, bytes)] };
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task An_answer_longer_than_is_allowed_is_not_read_to_its_end_nor_asked_again(bool packed, bool stream)
    {
        Reply reply = stream ? Reply.Answer(new string('x', 50_000)) : Reply.Json(Completions.Whole(Completions.Message(new string('x', 50_000))));
        await using FaultServer server = await FaultServer.StartAsync(packed ? reply.Gzipped() : reply);
        using var http = new HttpClient();
        var options = new OpenAICompatibleOptions { Endpoint = server.Endpoint, Model = "asked", MaxAnswerBytes = 20_000 };
        using var provider = new OpenAICompatibleChatClient(http, options);
        using IChatClient client = new ChatPipelineBuilder(provider).UseResilience(Call.Quick).Build();

        Exchange exchange = await new CensorshipEval.Running.ChatClientSource(_ => client, stream).ObtainAsync(Call.Trial, TestContext.Current.CancellationToken);

        exchange.Error!.Code.ShouldBe("too-long");
        exchange.Error.Message.ShouldContain("20000 bytes");
        server.Requests.Count.ShouldBe(1);
        using var larger = new OpenAICompatibleChatClient(http, options with { MaxAnswerBytes = 60_000 });
        (await new CensorshipEval.Running.ChatClientSource(_ => larger, stream).ObtainAsync(Call.Trial, TestContext.Current.CancellationToken)).Text.Length.ShouldBe(50_000);
    }

    [Fact]
    public async Task A_stream_that_says_it_is_done_after_text_needs_no_finish_reason()
    {
        Call text = await Call.StreamAsync(Reply.Sse(Completions.Delta(Completions.Text), Step.Done));
        Call nothing = await Call.StreamAsync(Reply.Sse(Completions.Role(), Step.Done), Reply.Answer());

        text.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        text.Exchange.Text.ShouldBe(Completions.Text);
        text.Exchange.FinishReason.ShouldBeNull();
        text.Requests.Count.ShouldBe(1);
        nothing.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Comments_keep_a_stream_alive_and_are_no_part_of_it()
    {
        // Three times 0.4 s, where 1 s of silence is allowed.
        TimeSpan limit = TimeSpan.FromSeconds(1);
        (TimeSpan, string)[] comments = [.. Enumerable.Repeat((TimeSpan.FromSeconds(0.4), ": still here\n\n"), 3)];
        await using var server = new Secrets.RawServer(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n",
            [.. comments, (TimeSpan.Zero, """data: {"choices":[{"delta":{"content":"Yes"}}]}""" + "\n\n"), .. comments,
                (TimeSpan.Zero, """data: {"choices":[{"delta":{"content":"."},"finish_reason":"stop"}]}""" + "\n\ndata: [DONE]\n\n")]);

        Exchange exchange = await Call.ObtainAsync(
            server.Endpoint, stream: true, Call.Quick with { AttemptTimeout = new AttemptTimeoutOptions { FirstUpdate = limit, BetweenUpdates = limit } });

        exchange.Error.ShouldBeNull();
        exchange.Text.ShouldBe("Yes.");
        exchange.Stream!.Updates.Count.ShouldBe(2);
        exchange.Timing!.ToFirstUpdate!.Value.ShouldBeGreaterThan(limit);
        exchange.Metadata.ContainsKey("failedAttempts").ShouldBeFalse();
    }

    [Fact]
    public async Task Ten_megabytes_are_an_answer_as_well()
    {
        string sentence = Completions.Text + " ";
        string part = string.Concat(Enumerable.Repeat(sentence, 1_000));
        int parts = (10 << 20) / part.Length;
        Call streamed = await Call.StreamAsync(Reply.Sse([.. Enumerable.Repeat(Completions.Delta(part), parts), Completions.Finish("stop"), Step.Done]));
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole(Completions.Message(string.Concat(Enumerable.Repeat(part, parts))))));

        foreach (Call call in new[] { streamed, whole })
        {
            call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
            call.Exchange.Text.Length.ShouldBe(part.Length * parts);
            call.Requests.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Reasoning_in_a_field_of_its_own_is_kept_apart(string field)
    {
        Call streamed = await Call.StreamAsync(Reply.Sse(
            Completions.Chunk($$"""{"{{field}}":"They "}"""), Completions.Chunk($$"""{"{{field}}":"ask."}"""), Completions.Delta(Completions.Text), Completions.Finish("stop"), Step.Done));
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole($$"""{"role":"assistant","content":{{Completions.Quote(Completions.Text)}},"{{field}}":"They ask."}""")));

        foreach (Call call in new[] { streamed, whole })
        {
            call.Exchange.Reasoning.ShouldBe("They ask.");
            call.Exchange.Text.ShouldBe(Completions.Text);
        }
    }

    [Fact]
    public async Task Reasoning_between_think_tags_is_kept_apart_however_it_is_cut()
    {
        Call streamed = await Call.StreamAsync(Reply.Sse(
            Completions.Role(), Completions.Delta("<thi"), Completions.Delta("nk>They ask.</t"), Completions.Delta("hink>\n\n" + Completions.Text), Completions.Finish("stop"), Step.Done));
        Call whole = await Call.WholeAsync(Reply.Json(Completions.Whole(Completions.Message("<think>They ask.</think>\n\n" + Completions.Text))));

        foreach (Call call in new[] { streamed, whole })
        {
            call.Exchange.Reasoning.ShouldBe("They ask.");
            call.Exchange.Text.ShouldBe(Completions.Text);
            call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        }
    }

    [Fact]
    public async Task A_server_that_does_not_stream_is_understood_when_asked_for_a_stream()
    {
        Call call = await Call.StreamAsync(Reply.Json(Completions.Whole(Completions.Message(Completions.Text))));

        call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        call.Exchange.Text.ShouldBe(Completions.Text);
    }
}
