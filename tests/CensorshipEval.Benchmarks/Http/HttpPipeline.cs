using CensorshipEval.Clients;
using CensorshipEval.Running;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Benchmarks.Http;

/// <summary>The pipeline as an audit uses it, and a plain loop over prompts through it.</summary>
internal sealed class HttpPipeline : IDisposable
{
    private readonly IChatClient _client;
    private readonly Target _target = new() { Id = ServerProcess.Model, Model = ServerProcess.Model };
    private readonly Prompt _prompt = new() { Id = "prompt", Text = "When was the harbour of the town built, by whom, and what became of it?", Language = LanguageTag.Parse("en") };
    private int _asked;

    public HttpPipeline(HttpClient http, Uri endpoint, int concurrency)
    {
        _client = new ChatPipelineBuilder(new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = endpoint, Model = ServerProcess.Model }))
            .UseResilience(new ChatPipelineOptions { Concurrency = concurrency })
            .Build();
        Source = new ChatClientSource(_ => _client);
    }

    public ChatClientSource Source { get; }

    /// <summary>One prompt all the way to its exchange, which must be whole.</summary>
    public async Task AskAsync()
    {
        Exchange exchange = await Source.ObtainAsync(new TrialRequest(new TrialKey("run", _target.Id, _prompt.Id, Interlocked.Increment(ref _asked)), _target, _prompt));
        if (exchange is not { Error: null, FinishReason: "stop", Usage: not null, Text.Length: > 500 })
            throw new InvalidOperationException($"Not the answer that was asked for: {exchange.Error?.Message ?? exchange.Text}");
    }

    public void Dispose() => _client.Dispose();
}
