using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

/// <summary>Requests that are the same but for what is taken out of them.</summary>
public sealed class RecordedSecretsApartTests : IDisposable
{
    private const string One = "sk-" + "proj-ABCDefgh12345678", Other = "sk-" + "proj-IJKLmnop90123456";

    private readonly CassetteFolder _cassette = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RecordingOptions ByName { get; } = new() { RequestName = static (messages, _) => messages[^1].Text.Contains(One, StringComparison.Ordinal) ? "valid" : "revoked" };

    public void Dispose() => _cassette.Dispose();

    [Fact]
    public async Task Two_that_differ_in_a_secret_only_are_told_before_the_second_is_asked()
    {
        using var live = new ScriptedChatClient("one", "two");
        using (RecordedChatClient recorder = _cassette.Recorder(live))
        {
            await recorder.GetResponseAsync($"Is {One} valid?", cancellationToken: Token);
            await ShouldBeToldAsync(() => recorder.GetResponseAsync($"Is {Other} valid?", cancellationToken: Token));
            await ShouldBeToldAsync(() => recorder.ShouldAnswerAsync($"Is {Other} valid?", new AnswerAssertionOptions { Stream = false }, Token));
            (await recorder.GetResponseAsync($"Is {One} valid?", cancellationToken: Token)).Text.ShouldBe("two");
        }

        live.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task They_are_told_in_the_replay_too_where_either_alone_is_replayed()
    {
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient("one"))) await recorder.GetResponseAsync($"Is {One} valid?", cancellationToken: Token);
        using RecordedChatClient replay = _cassette.Replay();
        (await replay.GetResponseAsync($"Is {Other} valid?", cancellationToken: Token)).Text.ShouldBe("one");
        await ShouldBeToldAsync(() => replay.GetResponseAsync($"Is {One} valid?", cancellationToken: Token));
    }

    [Fact]
    public async Task With_names_each_has_its_own_answer()
    {
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient("yes", "no"), ByName)) await AskAsync(recorder);
        _cassette.Text.ShouldNotContain("ABCDefgh");
        using RecordedChatClient replay = _cassette.Replay(ByName);
        await AskAsync(replay);

        static async Task AskAsync(IChatClient client)
        {
            (await client.GetResponseAsync($"Is {One} valid?", cancellationToken: Token)).Text.ShouldBe("yes");
            (await client.GetResponseAsync($"Is {Other} valid?", cancellationToken: Token)).Text.ShouldBe("no");
        }
    }

    [Fact]
    public async Task With_one_name_they_share_their_answers()
    {
        RecordingOptions same = new() { RequestName = static (_, _) => "any key" };
        using (RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient("yes"), same)) await recorder.GetResponseAsync($"Is {One} valid?", cancellationToken: Token);
        using RecordedChatClient replay = _cassette.Replay(same);
        (await replay.GetResponseAsync($"Is {Other} valid?", cancellationToken: Token)).Text.ShouldBe("yes");
    }

    [Theory]
    [InlineData("option")]
    [InlineData("named")]
    [InlineData("tool")]
    [InlineData("content")]
    public async Task Wherever_the_secret_stands(string where)
    {
        RecordingOptions secrets = new() { Secrets = ["tenant-one", "tenant-two"] };
        using RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(static _ => "yes"), secrets);
        await AskAsync("tenant-one");
        await AskAsync("tenant-one");
        await ShouldBeToldAsync(() => AskAsync("tenant-two"));

        Task<ChatResponse> AskAsync(string secret) => recorder.GetResponseAsync(
            [new ChatMessage(ChatRole.User, where switch
            {
                "content" => [new TextContent("p"), new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["password"] = secret })],
                "named" => [new TextContent($"p {secret}")],
                _ => [new TextContent("p")],
            })],
            where switch
            {
                "option" => new ChatOptions { AdditionalProperties = new() { ["api_key"] = secret } },
                "tool" => new ChatOptions { Tools = [new HostedFileSearchTool { Inputs = [new HostedVectorStoreContent(secret)] }] },
                _ => null,
            }, Token);
    }

    [Fact]
    public async Task A_name_that_is_a_secret_itself_tells_nothing_apart()
    {
        using RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(static _ => "yes"), new RecordingOptions { RequestName = static (messages, _) => messages[^1].Text });
        await recorder.GetResponseAsync($"Is {One} valid?", cancellationToken: Token);
        await ShouldBeToldAsync(() => recorder.GetResponseAsync($"Is {Other} valid?", cancellationToken: Token));
    }

    private static async Task ShouldBeToldAsync(Func<Task> ask)
    {
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(ask);
        failure.Kind.ShouldBe(FailureKind.Recording);
        failure.Message.ShouldContain("RequestName");
        failure.Message.ShouldNotContain("ABCDefgh");
        failure.Message.ShouldNotContain("tenant-");
    }
}
