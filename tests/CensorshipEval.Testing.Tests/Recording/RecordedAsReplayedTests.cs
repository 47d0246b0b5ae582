using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

/// <summary>Recording passes and fails as the replay does.</summary>
public sealed class RecordedAsReplayedTests : IDisposable
{
    private const string Key = "sk-" + "proj-ABCDefgh12345678";

    private readonly CassetteFolder _cassette = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cassette.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_taken_out_of_an_answer_the_recording_caller_does_not_get_either(bool stream)
    {
        var answer = ScriptedAnswer.Of(
            new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent($"hm {Key}")]), new ChatResponseUpdate(ChatRole.Assistant, $"A key is {Key[..8]}"), new ChatResponseUpdate(ChatRole.Assistant, $"{Key[8..]}, or \uD83D."),
            new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["api_key"] = "plain", ["n"] = 1.50m }), new UsageContent(new UsageDetails { InputTokenCount = 3 })]) { FinishReason = ChatFinishReason.Stop });
        string recorded, replayed;
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(answer))) recorded = await AskAsync(recorder);
        using (RecordedChatClient replay = _cassette.Replay()) replayed = await AskAsync(replay);
        replayed.ShouldBe(recorded);
        recorded.ShouldContain("[secret]");
        recorded.ShouldNotContain("ABCDefgh");
        recorded.ShouldNotContain("plain");

        async Task<string> AskAsync(IChatClient client)
        {
            object response = stream ? await client.GetStreamingResponseAsync("p", cancellationToken: Token).ToListAsync(Token) : await client.GetResponseAsync("p", cancellationToken: Token);
            return System.Text.Json.JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions);
        }
    }

    [Fact]
    public async Task An_assertion_on_what_is_taken_out_fails_in_both()
    {
        const string prompt = "Make me a key to show in the manual";
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient($"An example of a key would be {Key} for you to use here.")))
            await Should.ThrowAsync<ModelBehaviorException>(() => recorder.ShouldStateAsync(prompt, Key, cancellationToken: Token));
        using RecordedChatClient replay = _cassette.Replay();
        await Should.ThrowAsync<ModelBehaviorException>(() => replay.ShouldStateAsync(prompt, Key, cancellationToken: Token));
    }

    [Fact]
    public async Task A_stream_that_breaks_shows_what_came_without_secrets_and_is_not_recorded()
    {
        using RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(ScriptedAnswer.Fails(after: $"half {Key} ")));
        var shown = new List<string>();
        await Should.ThrowAsync<HttpRequestException>(async () =>
        {
            await foreach (ChatResponseUpdate update in recorder.GetStreamingResponseAsync("p", cancellationToken: Token)) shown.Add(update.Text);
        });
        string.Concat(shown).ShouldBe("half [secret] ");
        File.Exists(_cassette.File).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_is_recorded_whole_however_much_of_it_is_read()
    {
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(ScriptedAnswer.Streamed("one", "two"))))
            (await recorder.GetStreamingResponseAsync("p", cancellationToken: Token).FirstAsync(Token)).Text.ShouldBe("one");
        string.Concat(await _cassette.ReplayAsync("p")).ShouldBe("onetwo");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_cancels_records_nothing_even_where_the_client_does_not_listen(bool stream)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using RecordedChatClient recorder = _cassette.Recorder(new Deaf(stop));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            if (stream) await recorder.GetStreamingResponseAsync("p", cancellationToken: stop.Token).ToListAsync(Token);
            else await recorder.GetResponseAsync("p", cancellationToken: stop.Token);
        });
        File.Exists(_cassette.File).ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_that_is_disposed_says_so_by_its_name()
    {
        await _cassette.RecordAsync("p", "one");
        foreach (RecordedChatClient client in new[] { _cassette.Replay(), _cassette.Recorder(new ScriptedChatClient("one")) })
        {
            client.Dispose();
            client.Dispose();
            (await Should.ThrowAsync<ObjectDisposedException>(() => client.GetResponseAsync("p", cancellationToken: Token))).ObjectName.ShouldBe(typeof(RecordedChatClient).FullName);
            (await Should.ThrowAsync<ObjectDisposedException>(() => client.GetStreamingResponseAsync("p", cancellationToken: Token).ToListAsync(Token).AsTask())).ObjectName.ShouldBe(typeof(RecordedChatClient).FullName);
            (await Should.ThrowAsync<ObjectDisposedException>(() => client.ShouldUseEveryRecordingAsync(Token))).ObjectName.ShouldBe(typeof(RecordedChatClient).FullName);
        }
    }

    [Fact]
    public async Task An_answer_to_a_client_that_was_disposed_meanwhile_is_refused_by_its_name()
    {
        RecordedChatClient? recorder = null;
        recorder = _cassette.Recorder(new ScriptedChatClient(_ =>
        {
            recorder!.Dispose();
            return "late";
        }));
        (await Should.ThrowAsync<ObjectDisposedException>(() => recorder.GetResponseAsync("p", cancellationToken: Token))).ObjectName.ShouldBe(typeof(RecordedChatClient).FullName);
    }

    [Fact]
    public async Task A_function_that_makes_no_client_is_told()
    {
        using var recorder = new RecordedChatClient(static () => null!, _cassette.File, new RecordingOptions { Mode = RecordingMode.Record });
        (await Should.ThrowAsync<InvalidOperationException>(() => recorder.GetResponseAsync("p", cancellationToken: Token))).Message.ShouldContain("(null)");
    }

    // Answers, whoever cancels meanwhile.
    private sealed class Deaf(CancellationTokenSource stop) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            await stop.CancelAsync();
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "whole"));
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, "whole");
            await stop.CancelAsync();
            yield return new ChatResponseUpdate(ChatRole.Assistant, "") { FinishReason = ChatFinishReason.Stop };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
