using static CensorshipEval.Clients.Tests.Resilience.ClientCalls;

namespace CensorshipEval.Clients.Tests.Resilience;

public sealed class TimeoutTests
{
    private static readonly AttemptTimeoutOptions Limits = new() { WholeAnswer = Seconds(100), FirstUpdate = Seconds(60), BetweenUpdates = Seconds(30) };

    private readonly ManualTime _time = new();

    public static TheoryData<bool, double, double, double?> Cases => new()
    {
        // streamed, wait before the first update, wait before the second, when it fails
        { true, 61, 0, 60 }, { true, 59, 31, 89 }, { true, 59, 29, null }, { true, 1, 100, 31 }, { false, 99, 0.5, null }, { false, 99, 2, 100 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_stream_is_timed_to_its_first_update_and_between_updates_and_a_whole_answer_as_a_whole(bool stream, double first, double second, double? failsAt)
    {
        using var inner = new ScriptedClient(_time, [Seconds(first), "Ans", Seconds(second), "wer"]);
        using var client = new AttemptTimeoutChatClient(inner, Limits, _time);
        Task<List<ChatResponseUpdate>> call = client.AskAsync(stream);

        TimeSpan took = await _time.RunAsync(call);

        if (failsAt is { } at)
        {
            (await Should.ThrowAsync<ChatTransportException>(() => call)).Code.ShouldBe("timeout");
            took.ShouldBe(Seconds(at));
        }
        else
        {
            string.Concat((await call).Select(static update => update.Text)).ShouldBe("Answer");
        }
    }

    [Fact]
    public async Task A_long_answer_that_keeps_coming_is_never_cut()
    {
        object[] script = [.. Enumerable.Range(0, 20).SelectMany(static _ => new object[] { Seconds(29), "x" })];
        using var inner = new ScriptedClient(_time, script);
        using var client = new AttemptTimeoutChatClient(inner, Limits, _time);
        Task<List<ChatResponseUpdate>> call = client.AskAsync();

        (await _time.RunAsync(call)).ShouldBe(Seconds(580));

        (await call).Count.ShouldBe(20);
    }

    [Fact]
    public async Task Signs_of_life_begin_the_limits_anew_up_to_their_own()
    {
        AttemptTimeoutOptions limits = Limits with { KeptAlive = Seconds(100) };
        object[] Alive(int times, double every) => [.. Enumerable.Range(0, times).SelectMany(_ => new object[] { Seconds(every), Sign() })];

        (await RunAsync(limits, [.. Alive(3, 29), Seconds(5), "Ans", .. Alive(3, 29), Seconds(5), "wer"])).ShouldBeSame(["Ans", "wer"], null, 184);
        // Between two updates for longer than they may bridge, and then silence before that.
        (await RunAsync(limits, ["Ans", .. Alive(9, 29), "wer"])).ShouldBeSame(["Ans"], "timeout", 100);
        (await RunAsync(limits, ["Ans", .. Alive(2, 29), Seconds(31), "wer"])).ShouldBeSame(["Ans"], "timeout", 88);
        (await RunAsync(limits, [.. Alive(9, 50), "Ans"])).ShouldBeSame([], "timeout", 100);
        (await RunAsync(limits, [.. Enumerable.Repeat<object>(Sign(), 5), Seconds(61), "Ans"])).ShouldBeSame([], "timeout", 60);
    }

    [Fact]
    public async Task A_server_that_shows_life_has_no_less_time_than_one_that_does_not()
    {
        AttemptTimeoutOptions limits = new() { FirstUpdate = Seconds(600), BetweenUpdates = Seconds(400), KeptAlive = Seconds(100) };

        (await RunAsync(limits, [Seconds(200), Sign(), Seconds(300), "Ans", Seconds(350), Sign(), Seconds(40), "wer"])).ShouldBeSame(["Ans", "wer"], null, 890);
        (await RunAsync(limits, [Seconds(200), Sign(), Seconds(500), "Ans"])).ShouldBeSame([], "timeout", 600);
    }

    private static ChatResponseUpdate Sign() => new() { AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.KeepAlive] = true } };

    private async Task<(string[] Told, string? Failure, TimeSpan Took)> RunAsync(AttemptTimeoutOptions limits, object[] script)
    {
        using var inner = new ScriptedClient(_time, script);
        using var client = new AttemptTimeoutChatClient(inner, limits, _time);
        var updates = new List<ChatResponseUpdate>();
        Task call = client.AskIntoAsync(updates);
        TimeSpan took = await _time.RunAsync(call);
        Exception? exception = await Record.ExceptionAsync(() => call);
        return ([.. updates.Select(static update => update.Text)], (exception as ChatTransportException)?.Code, took);
    }

    [Fact]
    public async Task The_readers_own_time_is_not_the_providers()
    {
        // The wait of no time is where a token that was cancelled meanwhile would be seen.
        using var inner = new ScriptedClient(_time, [Seconds(1), "Ans", TimeSpan.Zero, "wer"]);
        using var client = new AttemptTimeoutChatClient(inner, Limits, _time);
        int updates = 0;

        await _time.RunAsync(ReadSlowlyAsync());

        updates.ShouldBe(2);

        async Task ReadSlowlyAsync()
        {
            await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken))
            {
                updates++;
                _time.Advance(Seconds(1_000));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_cancellation_is_no_timeout(bool stream)
    {
        using var cancel = new CancellationTokenSource();
        using var inner = new ScriptedClient(_time, [Seconds(10), "Answer"]);
        using var attempt = new AttemptTimeoutChatClient(inner, Limits, _time);
        using var client = new TotalTimeoutChatClient(attempt, Seconds(100), _time);
        Task<List<ChatResponseUpdate>> call = client.AskAsync(stream, cancel);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_total_timeout_ends_a_call_with_its_waits_and_tells_what_failed_in_it(bool stream)
    {
        using var inner = new ScriptedClient(_time, [Failure(429, Seconds(50))]);
        using var retry = new RetryChatClient(inner, timeProvider: _time);
        using var client = new TotalTimeoutChatClient(retry, Seconds(70), _time);
        Task<List<ChatResponseUpdate>> call = client.AskAsync(stream);

        (await _time.RunAsync(call)).ShouldBe(Seconds(70));

        ChatTransportException exception = await Should.ThrowAsync<ChatTransportException>(() => call);
        exception.Code.ShouldBe("timeout");
        exception.FailedAttempts.Count.ShouldBe(2);
        inner.CallsAt.ShouldBe([TimeSpan.Zero, Seconds(50)]);
    }
}

file static class Told
{
    public static void ShouldBeSame(this (string[] Told, string? Failure, TimeSpan Took) run, string[] told, string? failure, double seconds)
    {
        run.Told.ShouldBe(told);
        run.Failure.ShouldBe(failure);
        run.Took.ShouldBe(TimeSpan.FromSeconds(seconds));
    }
}
