namespace CensorshipEval.Clients.Tests.Faults;

public sealed class RedirectTests
{
    [Theory]
    [InlineData(301, "https://other.example/v2/chat/completions?token=hidden#part", "to https://other.example/v2/chat/completions.")]
    [InlineData(302, "/login", "/login.")]
    [InlineData(307, "https://me:word@other.example/v2", "to https://other.example/v2.")]
    [InlineData(308, "https://other.example/?key=" + Call.Key, "to https://other.example/.")]
    [InlineData(308, "https://other.example/" + Call.Key, "to https://other.example/[key].")]
    [InlineData(303, null, "nowhere")]
    [InlineData(304, null, "nowhere")]
    public async Task A_redirect_stops_the_run_and_says_where_it_points(int status, string? location, string told)
    {
        foreach (bool stream in new[] { true, false })
        {
            await using FaultServer server = await FaultServer.StartAsync(Reply.Empty(status) with { Headers = location is null ? [] : [("Location", location)] });

            ChatEndpointException exception = await Should.ThrowAsync<ChatEndpointException>(() => AskAsync(server.Endpoint, stream, follow: false));

            ((int)exception.Status).ShouldBe(status);
            exception.Code.ShouldBe("redirect");
            exception.Message.ShouldContain(told);
            exception.Message.ShouldContain("into the endpoint");
            exception.ToString().ShouldNotContain(Call.Key);
            exception.Message.ShouldNotContain("hidden");
            exception.Message.ShouldNotContain("word");
            server.Requests.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(307)]
    [InlineData(302)]
    public async Task A_handler_that_followed_one_to_another_host_is_an_error_of_the_endpoint(int status)
    {
        await using FaultServer other = await FaultServer.StartAsync(Reply.Json(Completions.Whole(Completions.Message(Completions.Text))));
        string place = $"http://localhost:{other.Endpoint.Port}/v1/chat/completions?token=hidden";
        await using FaultServer server = await FaultServer.StartAsync(Reply.Empty(status) with { Headers = [("Location", place)] });

        ChatEndpointException exception = await Should.ThrowAsync<ChatEndpointException>(() => AskAsync(server.Endpoint, stream: false, follow: true));

        exception.Code.ShouldBe("redirected");
        exception.Message.ShouldContain($"from http://localhost:{other.Endpoint.Port}/v1/chat/completions (");
        exception.Message.ShouldContain("AllowAutoRedirect");
        exception.Message.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task One_that_stayed_on_the_host_and_kept_the_request_is_harmless()
    {
        await using FaultServer server = await FaultServer.StartAsync(
            Reply.Empty(307) with { Headers = [("Location", "/v2/chat/completions")] }, Reply.Json(Completions.Whole(Completions.Message(Completions.Text))));

        (await AskAsync(server.Endpoint, stream: false, follow: true)).ShouldBe(Completions.Text);
        server.Requests[1].Path.ShouldBe("/v2/chat/completions");
    }

    private static async Task<string> AskAsync(Uri endpoint, bool stream, bool follow)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = follow };
        using var http = new HttpClient(handler);
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = endpoint, Model = "asked", ApiKey = Call.Key });
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        return stream
            ? (await client.GetStreamingResponseAsync("Hello", cancellationToken: cancellationToken).ToChatResponseAsync(cancellationToken)).Text
            : (await client.GetResponseAsync("Hello", cancellationToken: cancellationToken)).Text;
    }
}
