using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

/// <summary>Whatever is asked and answered, what was recorded is replayed.</summary>
public sealed class RecordedTextTests : IDisposable
{
    private readonly CassetteFolder _cassette = new();

    // Whatever a program may put together, halves of characters and what JSON escapes included.
    private static Gen<string> Texts { get; } = Gen.OneOf(
        Gen.Elements("\uD83D", "\uDE00", "\uD83D\uDE00", "\uFFFD", "\uFFFF", "\0", "\u2028", "\u202E", "\uFEFF", "\\uD83D", "\\", "\"", "\n", "\r", " ", "<", "&", "一", "é", "e\u0301", "[secret]", "password: ", "a", "\U0010FFFF"),
        Gen.Choose(0, 0xFFFF).Select(static code => ((char)code).ToString())).ArrayOf().Select(string.Concat);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cassette.Dispose();

    [Fact]
    public void Whatever_text_is_recorded_is_replayed_as_the_recording_caller_got_it()
    {
        Prop.ForAll(Arb.From(Texts.Two()), Arb.From(Texts.Two()), (asked, answered) =>
        {
            using var cassette = new CassetteFolder();
            ScriptedAnswer answer = ScriptedAnswer.Streamed(answered.Item1, answered.Item2);
            string[] recorded, replayed;
            using (RecordedChatClient recorder = cassette.Recorder(new ScriptedChatClient(answer, "last"))) recorded = Ask(recorder);
            using (RecordedChatClient replay = cassette.Replay()) replayed = Ask(replay);
            replayed.ShouldBe(recorded);
            recorded[^1].ShouldBe("last");

            string[] Ask(IChatClient client)
            {
                var options = new ChatOptions
                {
                    Instructions = asked.Item2, StopSequences = [asked.Item1, asked.Item2], ModelId = asked.Item2,
                    AdditionalProperties = new() { ["text"] = asked.Item1, [asked.Item2] = 1, ["node"] = JsonValue.Create(asked.Item1), ["object"] = new Dictionary<string, object?> { [asked.Item1] = asked.Item2 } },
                    Tools = [new HostedFileSearchTool { Inputs = [new HostedVectorStoreContent("x" + asked.Item1)] }],
                };
                ChatMessage[] messages = [new(ChatRole.User, [new TextContent(asked.Item1), new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["a"] = asked.Item2 })]) { AuthorName = asked.Item2 }, new(ChatRole.User, asked.Item2)];
                return Run(client, messages, options);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

        static string[] Run(IChatClient client, ChatMessage[] messages, ChatOptions options) => Task.Run(async () =>
        {
            List<ChatResponseUpdate> updates = await client.GetStreamingResponseAsync(messages, options, Token).ToListAsync(Token);
            return updates.Select(static update => update.Text).Append((await client.GetResponseAsync("last", cancellationToken: Token)).Text).ToArray();
        }, Token).GetAwaiter().GetResult();
    }

    [Theory]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"\uDE00":1}""")]
    [InlineData("""["\\uD83D","\uD83D\uDE00","\uD83Dx","\ud83d\ud83d\ude00"]""")]
    public async Task Half_a_character_that_json_escapes_harms_no_recording(string json)
    {
        ChatOptions element = With(JsonDocument.Parse(json).RootElement), node = With(JsonNode.Parse(json));
        var call = new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["a"] = JsonDocument.Parse(json).RootElement });
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient("yes")))
        {
            await recorder.GetResponseAsync("p", element, Token);
            // The platform cannot write these, so that no client could send them.
            (await Should.ThrowAsync<ModelBehaviorException>(() => recorder.GetResponseAsync("p", node, Token))).Kind.ShouldBe(FailureKind.Recording);
            (await Should.ThrowAsync<ModelBehaviorException>(() => recorder.GetResponseAsync([new ChatMessage(ChatRole.User, [call])], cancellationToken: Token))).Kind.ShouldBe(FailureKind.Recording);
        }

        using RecordedChatClient replay = _cassette.Replay();
        (await replay.GetResponseAsync("p", element, Token)).Text.ShouldBe("yes");

        static ChatOptions With(object? value) => new() { AdditionalProperties = new() { ["json"] = value } };
    }

    [Fact]
    public async Task Values_as_deep_as_the_platform_reads_harm_no_recording()
    {
        string json = new string('[', 64) + new string(']', 64);
        var options = new ChatOptions { AdditionalProperties = new() { ["deep"] = JsonDocument.Parse(json).RootElement } };
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient("yes"))) await recorder.GetResponseAsync("p", options, Token);
        using RecordedChatClient replay = _cassette.Replay();
        (await replay.GetResponseAsync("p", options, Token)).Text.ShouldBe("yes");
    }
}
