namespace CensorshipEval.Clients.Tests.Faults;

public sealed class EndpointTests
{
    [Theory]
    [InlineData(400, "does not accept the request for model 'asked'")]
    [InlineData(401, "does not accept the key")]
    [InlineData(402, "no credit")]
    [InlineData(403, "may not use")]
    [InlineData(404, "no model 'asked'")]
    public async Task What_every_call_would_meet_stops_at_once_and_says_plainly_what_is_wrong(int status, string advice)
    {
        foreach (bool stream in new[] { true, false })
        {
            await using FaultServer server = await FaultServer.StartAsync(
                Reply.Json("""{"error":{"message":"No.","code":"nope"}}""", status, ("x-request-id", "req-e")));

            ChatEndpointException exception = await Should.ThrowAsync<ChatEndpointException>(() => Call.ObtainAsync(server.Endpoint, stream, Call.Quick));

            ((int)exception.Status).ShouldBe(status);
            exception.Code.ShouldBe("nope");
            exception.RequestId.ShouldBe("req-e");
            exception.Message.ShouldContain(advice);
            exception.Message.ShouldContain("No.");
            server.Requests.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("""{"error":{"message":"No.","code":"invalid_api_key","type":"invalid_request_error"}}""", "does not accept the key")]
    [InlineData("""{"error":{"message":"No.","type":"authentication_error"}}""", "does not accept the key")]
    [InlineData("""{"error":{"message":"No.","code":"model_not_found"}}""", "no model 'asked'")]
    [InlineData("""{"error":{"message":"No.","code":"InvalidModel"}}""", "no model 'asked'")]
    [InlineData("""{"error":{"message":"No.","code":"bad","type":"invalid_request_error"}}""", "refuses")]
    [InlineData("""{"error":{"message":"No.","type":"permission_error"}}""", "may not use")]
    [InlineData("""{"error":{"message":"No.","code":"insufficient_quota"}}""", "no credit")]
    [InlineData("""{"error":{"message":"No.","code":401}}""", "does not accept the key")]
    [InlineData("""{"code":"invalid_api_key","message":"No."}""", "does not accept the key")]
    public async Task An_error_that_no_repetition_mends_stops_also_where_it_comes_with_status_200(string body, string advice)
    {
        foreach (Reply reply in new[] { Reply.Json(body), Reply.Sse(Step.Event(body), Step.Done), Reply.Sse(Completions.Role(), Step.Event(body)) })
        {
            await using FaultServer server = await FaultServer.StartAsync(reply);

            ChatEndpointException exception = await Should.ThrowAsync<ChatEndpointException>(() => Call.ObtainAsync(server.Endpoint, stream: true, Call.Quick));

            ((int)exception.Status).ShouldBe(200);
            exception.Message.ShouldContain(advice);
            exception.Message.ShouldContain("No.");
            server.Requests.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("""{"error":{"message":"Busy","code":"rate_limit_exceeded","type":"requests"}}""")]
    [InlineData("""{"error":{"message":"Busy","code":502}}""")]
    [InlineData("""{"error":{"message":"Busy","type":"server_error"}}""")]
    public async Task Any_other_error_with_status_200_may_pass(string body)
    {
        Call call = await Call.StreamAsync(Reply.Sse(Step.Event(body)), Reply.Answer());

        call.Verdict.Delivery.ShouldBe(Delivery.Delivered);
        call.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Behind_text_no_error_stops_the_run()
    {
        Call call = await Call.StreamAsync(Reply.Sse(Completions.Delta("Students"), Step.Event("""{"error":{"message":"No.","code":"invalid_api_key"}}""")));

        call.Verdict.Delivery.ShouldBe(Delivery.TransportError);
        call.Exchange.Text.ShouldBe("Students");
        call.Exchange.Error!.Code.ShouldBe("invalid_api_key");
    }

    public static TheoryData<string> Echoes => new(
        $$$"""{"error":{"message":"Incorrect API key provided: {{{Call.Key}}}","code":"{{{Call.Key}}}"}}""",
        $"<html>{Call.Key}</html>",
        // The place where a message is cut must not leave half of a key.
        $$$"""{"error":{"message":"{{{new string('x', 1_990)}}}{{{Call.Key}}}"}}""",
        new string('y', 190) + Call.Key);

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task The_key_appears_in_no_exception_and_no_exchange_when_the_provider_quotes_it(string body)
    {
        foreach (int status in new[] { 200, 401, 429, 500 })
        {
            await using FaultServer server = await FaultServer.StartAsync(Reply.Json(body, status));
            using var http = new HttpClient();
            using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = server.Endpoint, Model = "asked", ApiKey = Call.Key });

            Exception exception = await Should.ThrowAsync<Exception>(() => client.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken));

            (exception is ChatEndpointException or ChatTransportException).ShouldBeTrue();
            exception.ToString().ShouldNotContain(Call.Key[..8]);
            ((exception as ChatEndpointException)?.Code ?? "").ShouldNotContain(Call.Key);
            ((exception as ChatTransportException)?.Code ?? "").ShouldNotContain(Call.Key);
        }
    }

    [Fact]
    public async Task The_key_appears_in_no_block_that_quotes_it()
    {
        Call call = await Call.StreamAsync(Reply.Json($$$"""{"error":{"message":"Blocked for {{{Call.Key}}}","code":"content_filter"}}""", 400));

        call.Verdict.Delivery.ShouldBe(Delivery.InputBlocked);
        call.Exchange.Error!.Message.ShouldBe("Blocked for [key]");
    }

    [Fact]
    public void Options_show_neither_key_nor_credentials_of_the_address()
    {
        string shown = new OpenAICompatibleOptions { Endpoint = new Uri("https://me:word@host.example/v1?api-key=secret"), Model = "asked", ApiKey = Call.Key }.ToString();

        shown.ShouldBe("asked at https://host.example/v1");
    }

    [Fact]
    public async Task A_key_that_is_an_ordinary_word_changes_no_answer()
    {
        await using FaultServer server = await FaultServer.StartAsync(Reply.Json(Completions.Whole(Completions.Message("An ollama is no llama."))));
        using var http = new HttpClient();
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = server.Endpoint, Model = "asked", ApiKey = "ollama" });

        (await client.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken)).Text.ShouldBe("An ollama is no llama.");
    }
}
