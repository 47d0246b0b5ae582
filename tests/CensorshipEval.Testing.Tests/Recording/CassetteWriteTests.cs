using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing.Tests;

public sealed class CassetteWriteTests : IDisposable
{
    private const string Answer = "It opens at nine and closes at five, on every day but Monday.";

    private readonly CassetteFolder _cassette = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cassette.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_in_place_of_the_file_is_told_before_anybody_is_asked(bool missingOnly)
    {
        Directory.CreateDirectory(_cassette.File);
        await ShouldNotRecordAsync(_cassette.File, "it is a folder", missingOnly);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_told_in_the_replay_too()
    {
        Directory.CreateDirectory(_cassette.File);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => _cassette.ReplayAsync("p"));
        failure.Kind.ShouldBe(FailureKind.Recording);
        failure.Message.ShouldContain("it is a folder");
        using RecordedChatClient replay = _cassette.Replay();
        (await Should.ThrowAsync<ModelBehaviorException>(() => replay.ShouldUseEveryRecordingAsync(Token))).Message.ShouldContain("it is a folder");
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_told_before_anybody_is_asked()
    {
        string file = Path.Combine(_cassette.Folder, "no-folder");
        await File.WriteAllTextAsync(file, "", Token);
        await ShouldNotRecordAsync(Path.Combine(file, "below", "answers.jsonl"), $"{file} is a file, and should be a folder", missingOnly: false);
    }

    [Fact]
    public async Task A_folder_that_nobody_may_write_to_fails_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there a folder is known that is closed to everybody.");
        long start = Stopwatch.GetTimestamp();
        await ShouldNotRecordAsync("/sys/answers.jsonl", "why ", missingOnly: false);
        // It waited for half a minute, as if somebody held the lock.
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_any_more_is_told_by_every_assertion()
    {
        using RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(_ => Answer));
        await recorder.ShouldAnswerAsync("When does it open?", cancellationToken: Token);
        File.Delete(_cassette.File);
        Directory.CreateDirectory(_cassette.File);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => recorder.ShouldAnswerAsync("When does it close?", cancellationToken: Token));
        failure.Kind.ShouldBe(FailureKind.Recording);
        failure.Message.ShouldStartWith("An answer came and could not be recorded");
        failure.Message.ShouldContain("it is a folder");
        failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(recorder).OnThesePrompts(PromptsToAsk.In("en", "When does it open on Sunday?")).RefusalRate().ShouldBeAtMost(0.3, Token));
        failure.Kind.ShouldBe(FailureKind.Recording);
    }

    [Fact]
    public async Task Whoever_waits_for_the_lock_before_asking_can_stop_waiting()
    {
        using var live = new ScriptedChatClient(Answer);
        using RecordedChatClient recorder = _cassette.Recorder(live);
        using (await CassetteLock.TakeAsync(_cassette.File, TimeSpan.FromSeconds(5), Token))
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
            Task<ChatResponse> asked = recorder.GetResponseAsync("p", cancellationToken: stop.Token);
            asked.IsCompleted.ShouldBeFalse();
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => asked);
        }

        live.Requests.ShouldBeEmpty();
        (await recorder.GetResponseAsync("p", cancellationToken: Token)).Text.ShouldBe(Answer);
    }

    [Fact]
    public async Task Looking_whether_a_file_can_be_written_changes_nothing_in_it()
    {
        await _cassette.RecordAsync("p", Answer);
        string before = _cassette.Text;
        using RecordedChatClient recorder = _cassette.Recorder(new ScriptedChatClient(ScriptedAnswer.Fails()));
        await Should.ThrowAsync<HttpRequestException>(() => recorder.GetResponseAsync("q", cancellationToken: Token));
        _cassette.Text.ShouldBe(before);
        Directory.GetFiles(_cassette.Folder).ShouldHaveSingleItem();
    }

    private static async Task ShouldNotRecordAsync(string path, string why, bool missingOnly)
    {
        using var live = new ScriptedChatClient(_ => Answer);
        using RecordedChatClient recorder = live.Recorded(path, new RecordingOptions { Mode = missingOnly ? RecordingMode.RecordMissing : RecordingMode.Record });
        foreach (Func<Task> assertion in new Func<Task>[]
        {
            () => recorder.GetResponseAsync("p", cancellationToken: Token), () => recorder.ShouldAnswerAsync("When does it open?", cancellationToken: Token),
            () => ModelBehavior.Of(recorder).OnThesePrompts(PromptsToAsk.In("en", "When does it open?")).RefusalRate().ShouldBeAtMost(0.3, Token),
        })
        {
            ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(assertion);
            failure.Kind.ShouldBe(FailureKind.Recording);
            failure.Message.ShouldContain(path);
            failure.Message.ShouldContain(why);
            failure.Message.ShouldContain("  do ");
        }

        live.Requests.ShouldBeEmpty();
    }
}
