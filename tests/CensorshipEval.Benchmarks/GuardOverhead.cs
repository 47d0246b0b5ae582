using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using CensorshipEval.Guard;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Benchmarks;

/// <summary>A call through a client that answers at once, bare and guarded, nobody listening to the telemetry. The difference is the guard.</summary>
public class GuardOverhead
{
    private static readonly ChatMessage[] Question = [new(ChatRole.User, "What happened at Tiananmen Square in 1989, and how many people died?")];

    private Func<Task<ChatResponse>> _bare = null!;
    private Func<Task<ChatResponse>> _guarded = null!;
    private Func<IAsyncEnumerable<ChatResponseUpdate>> _bareStream = null!;
    private Func<IAsyncEnumerable<ChatResponseUpdate>> _guardedStream = null!;

    /// <summary>Language of the answer.</summary>
    [Params("en", "zh-Hans")]
    public string Language { get; set; } = "en";

    /// <summary>Whether the answer begins with a refusal.</summary>
    [Params(false, true)]
    public bool Refuses { get; set; }

    /// <summary>Makes the clients.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var bare = new ReadyClient(SampleAnswer.Of(Language, Refuses, 1_000).Text);
        IChatClient guarded = bare.UseRefusalGuard();
        _bare = () => bare.GetResponseAsync(Question);
        _guarded = () => guarded.GetResponseAsync(Question);
        _bareStream = () => bare.GetStreamingResponseAsync(Question);
        _guardedStream = () => guarded.GetStreamingResponseAsync(Question);
    }

    /// <summary>A whole answer of 1,000 characters.</summary>
    [Benchmark]
    public Task<ChatResponse> Bare() => _bare();

    /// <summary>The same, guarded.</summary>
    [Benchmark]
    public Task<ChatResponse> Guarded() => _guarded();

    /// <summary>The answer streamed in 200 updates.</summary>
    [Benchmark]
    public Task<int> BareStream() => CountAsync(_bareStream());

    /// <summary>The same, guarded.</summary>
    [Benchmark]
    public Task<int> GuardedStream() => CountAsync(_guardedStream());

    private static async Task<int> CountAsync(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        int count = 0;
        await foreach (ChatResponseUpdate _ in updates.ConfigureAwait(false)) count++;
        return count;
    }

    private sealed class ReadyClient(string text) : IChatClient
    {
        private const int Updates = 200;

        private readonly ChatResponseUpdate[] _updates =
            [.. text.Chunk((text.Length + Updates - 1) / Updates).Select(static piece => new ChatResponseUpdate(ChatRole.Assistant, new string(piece)) { ModelId = "m" })];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { ModelId = "m", FinishReason = ChatFinishReason.Stop });

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (ChatResponseUpdate update in _updates) yield return update;
            await Task.CompletedTask.ConfigureAwait(false);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
