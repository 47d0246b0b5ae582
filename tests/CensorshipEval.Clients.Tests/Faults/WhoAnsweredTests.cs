namespace CensorshipEval.Clients.Tests.Faults;

public sealed class WhoAnsweredTests
{
    private const string Told = """{"id":"c1","model":"asked","provider":"Some Host","system_fingerprint":"fp_1","choices":[{"index":0,"message":{"role":"assistant","content":"Yes."},"finish_reason":"stop"}]}""";

    [Fact]
    public async Task Host_and_configuration_that_answered_are_kept()
    {
        Call whole = await Call.WholeAsync(Reply.Json(Told));
        Call streamed = await Call.StreamAsync(Reply.Sse(
            Step.Event("""{"provider":"Some Host","choices":[{"delta":{"role":"assistant"}}]}"""), Completions.Delta("Yes."),
            Step.Event("""{"system_fingerprint":"fp_0","choices":[{"delta":{"content":" No."}}]}"""),
            Step.Event("""{"provider":"Some Host","system_fingerprint":"fp_1","choices":[{"delta":{},"finish_reason":"stop"}]}"""), Step.Done));

        foreach (Call call in new[] { whole, streamed })
        {
            call.Exchange.Metadata["provider"].GetString().ShouldBe("Some Host");
            call.Exchange.Metadata["systemFingerprint"].GetString().ShouldBe("fp_1");
            call.Exchange.Metadata.ContainsKey("fallbacks").ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("x-litellm-attempted-fallbacks", "1", true)]
    [InlineData("x-litellm-attempted-fallbacks", "0", false)]
    [InlineData("cf-aig-step", "2", true)]
    [InlineData("cf-aig-step", "0", false)]
    [InlineData("x-portkey-last-used-option-index", "config.targets[1]", true)]
    [InlineData("x-portkey-last-used-option-index", "config.targets[0].targets[2]", true)]
    [InlineData("x-portkey-last-used-option-index", "config.targets[0]", false)]
    [InlineData("x-ms-spillover-from-deployment", "mine", true)]
    [InlineData("Ngrok-AIG-Attempts", "3", true)]
    [InlineData("Ngrok-AIG-Attempts", "1", false)]
    [InlineData("cf-aig-step", "soon", false)]
    public async Task What_a_gateway_tells_of_a_fallback_is_kept_and_that_there_was_none_is_not(string name, string value, bool fellBack)
    {
        foreach (bool stream in new[] { true, false })
        {
            Call call = await Call.MakeAsync(
                stream, Call.Quick, Reply.Json(Told, 200, (name, value), ("x-ms-deployment-name", "other"), ("x-litellm-model-id", "m-" + Call.Key)));

            call.Exchange.Metadata.TryGetValue("fallbacks", out System.Text.Json.JsonElement told).ShouldBe(fellBack);
            if (!fellBack) continue;
            string[] headers = [.. told.EnumerateArray().Select(static header => header.GetString()!)];
            headers[0].ShouldBe($"{name}: {value}", StringCompareShould.IgnoreCase);
            headers.ShouldContain("x-ms-deployment-name: other");
            headers.ShouldContain("x-litellm-model-id: m-[key]");
        }
    }

    [Theory]
    [InlineData(ModelGateway.Detect, "")]
    [InlineData(ModelGateway.None, "")]
    [InlineData(ModelGateway.OpenRouter, "\"provider\":{\"allow_fallbacks\":false}")]
    [InlineData(ModelGateway.LiteLLM, "\"disable_fallbacks\":true")]
    public async Task A_gateway_is_told_not_to_fall_back(ModelGateway gateway, string switchedOff)
    {
        await using FaultServer server = await FaultServer.StartAsync(Reply.Json(Told));
        using var http = new HttpClient();
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = server.Endpoint, Model = "asked", Gateway = gateway });

        await client.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken);

        string body = server.Requests[0].Body;
        if (switchedOff.Length > 0) body.ShouldContain(switchedOff);
        else body.ShouldNotContain("fallbacks");
    }

    [Theory]
    [InlineData("https://openrouter.ai/api/v1", true)]
    [InlineData("https://eu.openrouter.ai/api/v1", true)]
    [InlineData("https://notopenrouter.ai/v1", false)]
    public void OpenRouter_is_known_by_its_host(string endpoint, bool told)
    {
        var options = new OpenAICompatibleOptions { Endpoint = new Uri(endpoint), Model = "asked" };
        string body = System.Text.Encoding.UTF8.GetString(CompletionRequest.Write([], null, options, stream: true).Span);

        body.Contains("\"allow_fallbacks\":false", StringComparison.Ordinal).ShouldBe(told);
    }
}
