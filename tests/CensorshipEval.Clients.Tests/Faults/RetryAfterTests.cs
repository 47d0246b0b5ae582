using CensorshipEval.Clients.Tests.Resilience;

namespace CensorshipEval.Clients.Tests.Faults;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("retry-after", "7", 7.0)]
    [InlineData("Retry-After", "0.5", 0.5)]
    [InlineData("Retry-After", "0", 0.0)]
    [InlineData("Retry-After", "99999999999999", (double)int.MaxValue)]
    [InlineData("Retry-After", "Tue, 01 Jan 2030 00:01:30 GMT", 90.0)]
    [InlineData("Retry-After", "Mon, 31 Dec 2029 23:00:00 GMT", 0.0)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("Retry-After", "-5", null)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("x-other", "7", null)]
    public async Task What_the_provider_asks_for_is_told_with_the_failure(string name, string value, double? seconds)
    {
        await using FaultServer server = await FaultServer.StartAsync(Reply.Json("{}", 429, (name, value)));
        using var http = new HttpClient();
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = server.Endpoint, Model = "asked" }, new ManualTime());

        ChatTransportException exception = await Should.ThrowAsync<ChatTransportException>(
            () => client.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken));

        exception.RetryAfter?.TotalSeconds.ShouldBe(seconds!.Value);
        exception.RetryAfter.HasValue.ShouldBe(seconds.HasValue);
        server.Requests.Count.ShouldBe(1);
    }
}
