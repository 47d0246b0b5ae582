using System.Text;
using System.Text.Json;
using CensorshipEval.Clients.Tests.Faults;
using CensorshipEval.Clients.Tests.Streams;
using CensorshipEval.Running;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Clients.Tests.Secrets;

public sealed class SecretTests
{
    private const string Key = Call.Key;

    /// <summary>The key with its first letters written as JSON allows too.</summary>
    private static readonly string Escaped = string.Concat(Key.Select(static c => $"\\u{(int)c:x4}"));

    public static TheoryData<string, string> Fields => new()
    {
        { "text", $$$"""{"id":"c","model":"m","choices":[{"index":0,"message":{"content":"It is {{{Key}}}, is it?"},"finish_reason":"stop"}]}""" },
        { "escaped text", $$$"""{"id":"c","model":"m","choices":[{"index":0,"message":{"content":"It is {{{Escaped}}}"},"finish_reason":"stop"}]}""" },
        { "parts", $$$"""{"id":"c","model":"m","choices":[{"index":0,"message":{"content":[{"text":"{{{Key[..9]}}}"},{"text":"{{{Key[9..]}}}"}]},"finish_reason":"stop"}]}""" },
        { "reasoning", $$$"""{"id":"c","model":"m","choices":[{"index":0,"message":{"content":"x","reasoning_content":"Is {{{Escaped}}} it?"},"finish_reason":"stop"}]}""" },
        { "thinking", $$$"""{"id":"c","model":"m","choices":[{"index":0,"message":{"content":"<think>{{{Key}}}</think>x"},"finish_reason":"stop"}]}""" },
        { "refusal", $$$"""{"id":"c","model":"m","choices":[{"index":0,"message":{"content":null,"refusal":"Not with {{{Key}}}"},"finish_reason":"stop"}]}""" },
        { "text and refusal", $$$"""{"id":"c","model":"m","choices":[{"index":0,"message":{"content":"{{{Key[..9]}}}","refusal":"{{{Key[9..]}}}"},"finish_reason":"stop"}]}""" },
        { "finish reason", $$$"""{"id":"c","model":"m","choices":[{"index":0,"message":{"content":"x"},"finish_reason":"{{{Key}}}"}]}""" },
        { "model", $$$"""{"id":"c","model":"m-{{{Escaped}}}","choices":[{"index":0,"message":{"content":"x"},"finish_reason":"stop"}]}""" },
        { "id", $$$"""{"id":"{{{Key}}}","model":"m","choices":[{"index":0,"message":{"content":"x"},"finish_reason":"stop"}]}""" },
        { "block", $$$"""{"error":{"code":"content_filter","message":"Filtered for {{{Escaped}}}"}}""" },
        { "code of a block", $$$"""{"error":{"code":"content_filter_{{{Key}}}","message":"Filtered"}}""" },
        { "error without a message", $$$"""{"error":{"code":"content_filter","of":"{{{Escaped}}}"}}""" },
        { "broken JSON", $$"""{"choices":[{"message":{"content":"{{Escaped}}""" },
        { "page", $"<html>{string.Concat(Key.Select(static c => $"&#{(int)c};"))}</html>" },
        { "JSON in JSON", $$$"""{"error":{"code":"content_filter","message":{{{JsonSerializer.Serialize($$$"""{"got":"{{{Escaped}}}"}""")}}}}}""" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Nothing_that_is_told_of_an_answer_holds_the_key(string where, string body)
    {
        foreach (Reply reply in new[] { Reply.Json(body), Reply.Sse(Step.Event(body), Step.Done), Reply.Json(body, 503), Reply.Json(body, 429) })
        {
            foreach (bool stream in new[] { true, false })
            {
                Call call = await Call.MakeAsync(stream, Call.Quick, reply with { Headers = [("x-request-id", "r-" + Key)] });

                ShouldHoldNoKey(Everything(call.Exchange), where);
                Everything(call.Exchange).ShouldContain("r-[key]", customMessage: where);
            }
        }

        foreach (int status in new[] { 301, 400, 401, 404 })
        {
            Exception? exception = await Record.ExceptionAsync(() => Call.StreamAsync(Reply.Json(body, status, ("x-request-id", Key))));
            if (exception is ChatEndpointException endpoint) ShouldHoldNoKey(endpoint + endpoint.Code + endpoint.RequestId, where);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n" + Key + "\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: " + Key + "\r\n\r\n")]
    [InlineData(Key + "\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\n" + Key + "\r\n")]
    public async Task A_server_that_speaks_no_HTTP_gets_the_key_into_no_exception(string response)
    {
        await using var server = new RawServer(response);
        using var http = new HttpClient();
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = server.Endpoint, Model = "m", ApiKey = Key });

        ChatTransportException exception = await Should.ThrowAsync<ChatTransportException>(
            async () => await client.GetStreamingResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));

        exception.Code.ShouldBeOneOf("connection", "empty");
        ShouldHoldNoKey(exception.ToString(), response);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("reasoning_content")]
    [InlineData("refusal")]
    public async Task The_key_is_kept_out_of_a_stream_wherever_it_is_cut(string field)
    {
        for (int first = 1; first < Key.Length; first++)
        {
            for (int second = first; second < Key.Length; second += 5)
            {
                Exchange exchange = await ObtainAsync(
                    Piece(field, "say sk-"), Piece(field, "x sk-v " + Key[..first]), Piece(field, Key[first..second]), Piece(field, Key[second..] + "! sk-very"), Finish);

                string told = field == "reasoning_content" ? exchange.Reasoning! : exchange.Text;
                told.ShouldBe("say sk-x sk-v [key]! sk-very", $"cut at {first} and {second}");
                ShouldHoldNoKey(Everything(exchange), field);
            }
        }
    }

    [Fact]
    public async Task The_key_is_kept_out_where_it_is_cut_between_fields_that_become_one_text()
    {
        for (int at = 1; at < Key.Length; at++)
        {
            Exchange refused = await ObtainAsync(Piece("content", "It is " + Key[..at]), Piece("refusal", Key[at..] + "."), Finish);
            Exchange thought = await ObtainAsync(Piece("reasoning_content", Key[..at]), Piece("content", "<think>" + Key[at..] + "</think>Yes."), Finish);

            refused.Text.ShouldBe("It is [key].");
            thought.Reasoning.ShouldBe("[key]");
            thought.Text.ShouldBe("Yes.");
        }
    }

    [Fact]
    public async Task Most_of_a_key_at_the_end_is_the_key_and_a_few_letters_are_not()
    {
        (await ObtainAsync(Piece("content", "It is " + Key[..^1]), Finish)).Text.ShouldBe("It is [key]");
        (await ObtainAsync(Piece("content", "Who asks"), Finish)).Text.ShouldBe("Who asks");
        (await ObtainAsync(Piece("content", "It is sk-"), Finish)).Text.ShouldBe("It is sk-");
    }

    [Fact]
    public async Task What_was_held_back_is_kept_when_the_connection_breaks_or_the_text_is_replaced()
    {
        Exchange cut = await ObtainAsync(Piece("content", "s"));
        Exchange replaced = await ObtainAsync(
            Piece("content", "Who asks"), $$$"""{"choices":[{"message":{"content":"No {{{Key}}}."},"finish_reason":"stop"}]}""");

        cut.Text.ShouldBe("s");
        cut.Error!.Code.ShouldBe("stream-cut");
        replaced.Stream!.Text.ShouldBe("Who asksNo [key].");
        replaced.Text.ShouldBe("No [key].");
    }

    [Fact]
    public void However_a_text_is_cut_it_is_redacted_as_if_whole()
    {
        Gen<string> part = Gen.Elements("abcabd12", "abcab", "abcabd", "a", "b", "c", "d1", "2", "12", "ab", "x", "abc");
        Arbitrary<(string[] Pieces, int)> pieces = Arb.From(part.ListOf().Select(static parts => (parts.ToArray(), 0)));
        const string key = "abcabd12";
        Prop.ForAll(pieces, sample =>
        {
            var redactor = new AnswerRedactor(key);
            string told = string.Concat(sample.Pieces.Select(redactor.Push)) + redactor.Flush();
            told.ShouldBe(string.Concat(sample.Pieces).Replace(key, "[key]", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("Incorrect API key provided: sk-very-secret-01234…", "Incorrect API key provided: [key]…")]
    [InlineData("Incorrect: SK-VERY-SECRET-0123456789", "Incorrect: [key]")]
    [InlineData("It ends in secret-0123456789.", "It ends in [key].")]
    [InlineData("From sk-very-secre to ecret-0123456789", "From [key] to [key]")]
    [InlineData("sk-very-secret-012sk-very-secret-0123456789", "[key][key]")]
    [InlineData("Incorrect: sk-very***6789", "Incorrect: sk-very***6789")]
    public async Task Most_of_a_key_in_an_error_is_the_key_in_any_case(string said, string told)
    {
        string body = $$$"""{"error":{"message":{{{JsonSerializer.Serialize(said)}}},"code":"some_code"}}""";
        ChatEndpointException final = await Should.ThrowAsync<ChatEndpointException>(() => Call.StreamAsync(Reply.Json(body, 401)));
        Call failed = await Call.StreamAsync(Reply.Json(body, 503));

        final.Message.ShouldEndWith(told);
        failed.Exchange.Error!.Message.ShouldEndWith(told);
        failed.Exchange.Metadata["failedAttempts"][0].GetProperty("message").GetString()!.ShouldEndWith(told);
    }

    [Fact]
    public void Every_trace_that_is_long_enough_is_found_wherever_it_stands()
    {
        const string key = "abcabdab1234";
        for (int length = 1; length <= key.Length; length++)
        {
            foreach (string trace in new[] { key[..length], key[^length..], key[^length..].ToUpperInvariant() })
            {
                string clean = KeyTraces.Replace($"x{trace}.y{trace}", key, "#");
                clean.ShouldBe(length >= 8 ? "x#.y#" : $"x{trace}.y{trace}");
            }
        }
    }

    public static TheoryData<string> UnfitKeys => ["sk-secret\n0123456789", "sk-secret\r\n0123456789", "sk-secret0123456789\n", "sk-schlüssel-0123456789", "sk-secret\0-0123456789", " sk-secret0123456789", ""];

    [Theory]
    [MemberData(nameof(UnfitKeys))]
    public void A_key_that_no_header_can_carry_is_refused_without_being_quoted(string key)
    {
        using var http = new HttpClient();
        var options = new OpenAICompatibleOptions { Endpoint = new Uri("http://host.example/v1"), Model = "m", ApiKey = key };

        ArgumentException exception = Should.Throw<ArgumentException>(() => new OpenAICompatibleChatClient(http, options));

        exception.Message.ShouldContain("OpenAICompatibleOptions.ApiKey");
        exception.Message.ShouldNotContain("0123456789");
        exception.Message.ShouldNotContain("sk-");
    }

    [Fact]
    public void Neither_options_nor_what_holds_them_print_the_key()
    {
        var options = new OpenAICompatibleOptions { Endpoint = new Uri("https://me:word@host.example/v1?api-key=secret"), Model = "m", ApiKey = Key };

        ShouldHoldNoKey($"{options} {(options, 1)} {new Holder(options)} {options with { Model = "n" }}", "printed");
        (options == options with { }).ShouldBeTrue();
        using var http = new HttpClient();
        using var client = new OpenAICompatibleChatClient(http, options);
        var metadata = (ChatClientMetadata)client.GetService(typeof(ChatClientMetadata))!;
        metadata.ProviderUri!.ToString().ShouldBe("https://host.example/v1");
    }

    private static string Finish => """{"choices":[{"delta":{},"finish_reason":"stop"}]}""";

    private static string Piece(string field, string text) => $$$"""{"choices":[{"delta":{"{{{field}}}":{{{JsonSerializer.Serialize(text)}}}}}]}""";

    private static string Everything(Exchange exchange) =>
        JsonSerializer.Serialize(exchange, CensorshipEvalJson.For<Exchange>()).Replace("\\u0027", "'", StringComparison.Ordinal);

    private static void ShouldHoldNoKey(string text, string where)
    {
        text.ShouldNotContain(Key, customMessage: where);
        text.ShouldNotContain(Escaped, customMessage: where);
        // Half of it would do as well.
        text.ShouldNotContain(Key[..15], customMessage: where);
    }

    private static async Task<Exchange> ObtainAsync(params string[] events)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(events.Select(static data => $"data: {data}\n\n")));
        using var http = new HttpClient(new StreamHandler(bytes, []));
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = new Uri("http://host.example/v1"), Model = "asked", ApiKey = Key });
        return await new ChatClientSource(_ => client).ObtainAsync(Call.Trial, TestContext.Current.CancellationToken);
    }

    private sealed record Holder(OpenAICompatibleOptions Options);
}
