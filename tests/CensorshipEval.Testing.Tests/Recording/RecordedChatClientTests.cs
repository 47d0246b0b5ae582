using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

public sealed class RecordedChatClientTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cassettes");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RecordingOptions Recording { get; } = new() { Mode = RecordingMode.Record };

    private static RecordingOptions Replaying { get; } = new() { Mode = RecordingMode.Replay };

    private string File => Path.Combine(_folder.FullName, "answers.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_recorded_is_replayed_without_asking_anybody()
    {
        await RecordAsync(["Hello there."], "Hi");
        using var nobody = new ScriptedChatClient();
        using RecordedChatClient replayed = nobody.Recorded(File, Replaying);
        ChatResponse response = await replayed.GetResponseAsync("Hi", cancellationToken: Token);
        response.Text.ShouldBe("Hello there.");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        response.ModelId.ShouldBe("scripted");
        nobody.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_is_replayed_update_by_update_with_what_was_replaced_and_its_other_contents()
    {
        var answer = ScriptedAnswer.Of(
            new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("hm")]), new ChatResponseUpdate(ChatRole.Assistant, "一"), new ChatResponseUpdate(ChatRole.Assistant, "二"),
            new ChatResponseUpdate(ChatRole.Assistant, "notice") { AdditionalProperties = new() { [ResponseSignals.ReplacesText] = true, [ResponseSignals.RawFinishReason] = "sensitive" } },
            new ChatResponseUpdate(ChatRole.Assistant, [new TextContent("a"), new FunctionCallContent("1", "f"), new ErrorContent("no") { ErrorCode = "content_filter" }]),
            new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 3, OutputTokenCount = 5 })]) { FinishReason = ChatFinishReason.ContentFilter });
        using (RecordedChatClient recorder = new ScriptedChatClient(answer).Recorded(File, Recording))
            await recorder.GetStreamingResponseAsync("Hi", cancellationToken: Token).ToListAsync(Token);

        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying);
        List<ChatResponseUpdate> updates = await replayed.GetStreamingResponseAsync("Hi", cancellationToken: Token).ToListAsync(Token);
        updates.Select(static update => update.Text).ShouldBe(["", "一", "二", "notice", "a", ""]);
        updates[0].Contents.ShouldHaveSingleItem().ShouldBeOfType<TextReasoningContent>().Text.ShouldBe("hm");
        updates[3].AdditionalProperties!.TryGetValue(ResponseSignals.ReplacesText, out bool replaces).ShouldBeTrue();
        replaces.ShouldBeTrue();
        updates[3].AdditionalProperties!.TryGetValue(ResponseSignals.RawFinishReason, out string? reason).ShouldBeTrue();
        reason.ShouldBe("sensitive");
        updates[4].Contents.Select(static content => content.GetType()).ShouldBe([typeof(TextContent), typeof(FunctionCallContent), typeof(ErrorContent)]);
        updates[5].Contents.ShouldHaveSingleItem().ShouldBeOfType<UsageContent>().Details.OutputTokenCount.ShouldBe(5);
        updates[5].FinishReason.ShouldBe(ChatFinishReason.ContentFilter);
    }

    [Fact]
    public async Task A_missing_recording_fails_says_what_to_do_and_asks_nobody()
    {
        using var live = new ScriptedChatClient("live");
        using RecordedChatClient replayed = live.Recorded(File, Replaying);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => replayed.GetResponseAsync("Hi", cancellationToken: Token));
        failure.Kind.ShouldBe(FailureKind.Recording);
        failure.Message.ShouldContain("Hi");
        failure.Message.ShouldContain(File);
        failure.Message.ShouldContain("CENSORSHIPEVAL_RECORD=missing");
        live.Requests.ShouldBeEmpty();
        await Should.ThrowAsync<ModelBehaviorException>(() => replayed.ShouldAnswerAsync("Hi", cancellationToken: Token));
        await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(replayed).OnThesePrompts(PromptsToAsk.In("en", "Hi")).RefusalRate().ShouldBeAtMost(0.3, Token));
    }

    [Fact]
    public async Task A_request_that_differs_in_an_option_is_another_and_the_message_says_in_which()
    {
        await RecordAsync(["Hello."], "Hi");
        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => replayed.GetResponseAsync("Hi", new ChatOptions { Temperature = 0.5f }, Token));
        failure.Message.ShouldContain("the same prompt was recorded with temperature not set");
        await Should.ThrowAsync<ModelBehaviorException>(() => replayed.GetResponseAsync("Hi", new ChatOptions { ModelId = "other" }, Token));
        await Should.ThrowAsync<ModelBehaviorException>(() => replayed.GetResponseAsync([new ChatMessage(ChatRole.System, "Be short."), new ChatMessage(ChatRole.User, "Hi")], cancellationToken: Token));
        await Should.ThrowAsync<ModelBehaviorException>(async () => await replayed.GetStreamingResponseAsync("Hi", cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Notes_between_packages_are_no_part_of_a_request()
    {
        await RecordAsync(["Hello."], "Hi");
        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying);
        var options = new ChatOptions { AdditionalProperties = new() { [ResponseSignals.TrialKey] = new TrialKey("run", "target", "prompt", 0) } };
        (await replayed.GetResponseAsync("Hi", options, Token)).Text.ShouldBe("Hello.");
    }

    [Fact]
    public async Task Several_answers_to_one_request_come_in_their_order_and_not_once_more()
    {
        await RecordAsync(["one", "two"], "Hi", "Hi");
        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying);
        (await replayed.GetResponseAsync("Hi", cancellationToken: Token)).Text.ShouldBe("one");
        (await replayed.GetResponseAsync("Hi", cancellationToken: Token)).Text.ShouldBe("two");
        (await Should.ThrowAsync<ModelBehaviorException>(() => replayed.GetResponseAsync("Hi", cancellationToken: Token))).Message.ShouldContain("sample 2 (2 recorded)");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_failed_uses_up_no_number(bool stream)
    {
        using (RecordedChatClient recorder = new ScriptedChatClient(ScriptedAnswer.Fails(after: "Hel"), "Hello there.").Recorded(File, Recording))
        {
            await Should.ThrowAsync<HttpRequestException>(() => AskAsync(recorder));
            (await AskAsync(recorder)).ShouldBe("Hello there.");
        }

        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying);
        (await AskAsync(replayed)).ShouldBe("Hello there.");
        await replayed.ShouldUseEveryRecordingAsync(Token);

        async Task<string> AskAsync(RecordedChatClient client) => stream
            ? (await client.GetStreamingResponseAsync("Hi", cancellationToken: Token).ToListAsync(Token)).ToChatResponse().Text
            : (await client.GetResponseAsync("Hi", cancellationToken: Token)).Text;
    }

    [Fact]
    public async Task Secrets_do_not_get_into_the_file_and_do_not_matter_to_the_replay()
    {
        const string key = "sk-proj-abcdefghijklmnop1234567890", own = "the-secret-of-acme";
        RecordingOptions options = Recording with { Secrets = [own] };
        using (RecordedChatClient recorder = new ScriptedChatClient($"Your key is {key}.").Recorded(File, options))
            await recorder.GetResponseAsync($"My key is {key}, and {own} too", cancellationToken: Token);
        string text = await System.IO.File.ReadAllTextAsync(File, Token);
        text.ShouldNotContain(key);
        text.ShouldNotContain(own);
        text.ShouldContain("[secret]");
        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying with { Secrets = ["another-secret"] });
        (await replayed.GetResponseAsync("My key is sk-another-0123456789abcdefgh, and another-secret too", cancellationToken: Token)).Text.ShouldBe("Your key is [secret].");
    }

    [Fact]
    public async Task The_file_is_readable_and_the_same_in_whichever_order_it_was_recorded()
    {
        await RecordAsync(["一", "zwei ü", "three"], "a", "b", "c");
        byte[] once = await System.IO.File.ReadAllBytesAsync(File, Token);
        System.IO.File.Delete(File);
        await RecordAsync(["three", "一", "zwei ü"], "c", "a", "b");
        (await System.IO.File.ReadAllBytesAsync(File, Token)).ShouldBe(once);
        string text = System.Text.Encoding.UTF8.GetString(once);
        text.ShouldContain("zwei ü");
        text.ShouldContain("一");
        text.Count(static c => c == '\n').ShouldBe(4);
        Directory.GetFiles(_folder.FullName).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Recording_again_replaces_all_earlier_answers_to_that_request_and_no_others()
    {
        await RecordAsync(["one", "two", "other"], "Hi", "Hi", "Else");
        await RecordAsync(["new"], "Hi");
        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying);
        (await replayed.GetResponseAsync("Hi", cancellationToken: Token)).Text.ShouldBe("new");
        (await replayed.GetResponseAsync("Else", cancellationToken: Token)).Text.ShouldBe("other");
        await Should.ThrowAsync<ModelBehaviorException>(() => replayed.GetResponseAsync("Hi", cancellationToken: Token));
    }

    [Fact]
    public async Task Recording_what_is_missing_asks_for_nothing_else()
    {
        await RecordAsync(["one"], "Hi");
        using var live = new ScriptedChatClient("two");
        using RecordedChatClient both = live.Recorded(File, new RecordingOptions { Mode = RecordingMode.RecordMissing });
        (await both.GetResponseAsync("Hi", cancellationToken: Token)).Text.ShouldBe("one");
        (await both.GetResponseAsync("Else", cancellationToken: Token)).Text.ShouldBe("two");
        live.Requests.ShouldHaveSingleItem().Prompt.ShouldBe("Else");
    }

    [Fact]
    public async Task Several_that_record_into_one_file_at_a_time_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => RecordAsync([$"a{i}", $"b{i}"], $"p{i}", $"q{i}"), Token)));
        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying);
        for (int i = 0; i < 8; i++) (await replayed.GetResponseAsync($"q{i}", cancellationToken: Token)).Text.ShouldBe($"b{i}");
    }

    [Fact]
    public async Task Answers_that_nobody_asked_for_can_be_told()
    {
        await RecordAsync(["one", "two"], "Hi", "Gone");
        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying);
        await replayed.GetResponseAsync("Hi", cancellationToken: Token);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => replayed.ShouldUseEveryRecordingAsync(Token));
        failure.Message.ShouldStartWith("1 recorded answer was not asked for");
        failure.Message.ShouldContain("Gone");
        await replayed.GetResponseAsync("Gone", cancellationToken: Token);
        await replayed.ShouldUseEveryRecordingAsync(Token);
    }

    [Fact]
    public async Task A_client_that_needs_a_key_is_not_made_for_a_replay()
    {
        using (var recorder = new RecordedChatClient(static () => new ScriptedChatClient("Hello."), File, Recording))
            await recorder.GetResponseAsync("Hi", cancellationToken: Token);
        using var replayed = new RecordedChatClient(static () => throw new InvalidOperationException("no key"), File, Replaying);
        (await replayed.GetResponseAsync("Hi", cancellationToken: Token)).Text.ShouldBe("Hello.");
    }

    [Fact]
    public async Task A_damaged_file_tells_every_line_that_is()
    {
        await RecordAsync(["one"], "Hi");
        await System.IO.File.AppendAllTextAsync(File, "<<<<<<< HEAD\n{\"key\":\"a\"}\n", Token);
        using RecordedChatClient replayed = new ScriptedChatClient().Recorded(File, Replaying);
        InputException failure = (await Should.ThrowAsync<ModelBehaviorException>(() => replayed.GetResponseAsync("Hi", cancellationToken: Token))).InnerException.ShouldBeOfType<InputException>();
        failure.Errors.Select(static error => error.Line).ShouldBe([3, 4]);
    }

    private async Task RecordAsync(string[] answers, params string[] prompts)
    {
        using RecordedChatClient recorder = new ScriptedChatClient([.. answers.Select(ScriptedAnswer.Text)]).Recorded(File, Recording);
        foreach (string prompt in prompts) await recorder.GetResponseAsync(prompt, cancellationToken: Token);
    }
}
