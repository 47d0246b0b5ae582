using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CensorshipEval.Faults.Models;

namespace CensorshipEval.Faults.Tests;

/// <summary>Speaks to a server by HTTP alone, as a client of somebody else would.</summary>
internal sealed class WireClient(ModelServer server) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    public static string Ask(string model, string prompt, bool stream = false, bool usage = false) => new JsonObject
    {
        ["model"] = model,
        ["messages"] = new JsonArray(
            new JsonObject { ["role"] = "system", ["content"] = "Be brief." }, new JsonObject { ["role"] = "user", ["content"] = prompt }),
        ["stream"] = stream,
        ["stream_options"] = usage ? new JsonObject { ["include_usage"] = true } : null,
    }.ToJsonString();

    public Task<HttpResponseMessage> PostAsync(string body, string? key = null) => SendAsync(body, key, TestContext.Current.CancellationToken);

    /// <summary>Goes away after a time, if that is before the answer.</summary>
    public async Task LeaveAsync(string body, TimeSpan after)
    {
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        impatience.CancelAfter(after);
        using HttpResponseMessage _ = await SendAsync(body, key: null, impatience.Token);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(server.Endpoint, path), TestContext.Current.CancellationToken);

    public async Task<JsonNode> WholeAsync(string model, string prompt) => (await JsonAsync(await PostAsync(Ask(model, prompt))))!;

    /// <summary>The events of a stream without its end, which must be there.</summary>
    public async Task<JsonNode[]> StreamAsync(string model, string prompt, bool usage = false)
    {
        using HttpResponseMessage response = await PostAsync(Ask(model, prompt, stream: true, usage));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string[] events = body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        events[^1].ShouldBe("data: [DONE]");
        return [.. events[..^1].Select(static line => JsonNode.Parse(line["data: ".Length..])!)];
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public static string Text(IEnumerable<JsonNode> events) =>
        string.Concat(events.Select(static piece => piece["choices"]!.AsArray().FirstOrDefault()?["delta"]?["content"]?.GetValue<string>()));

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Endpoint}/chat/completions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await _http.SendAsync(request, cancellationToken);
    }
}
