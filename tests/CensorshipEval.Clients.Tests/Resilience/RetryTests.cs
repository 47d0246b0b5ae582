using static CensorshipEval.Clients.Tests.Resilience.ClientCalls;

namespace CensorshipEval.Clients.Tests.Resilience;

public sealed class RetryTests
{
    private static readonly RetryOptions Options = new() { MaxRetries = 3, BaseDelay = Seconds(1), MaxDelay = Seconds(60) };

    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(true, 7, 7)]
    [InlineData(false, 7, 7)]
    [InlineData(true, 86_400, 60)]
    [InlineData(false, 86_400, 60)]
    public async Task Retry_After_is_honoured_up_to_the_longest_wait(bool stream, int asked, int waited)
    {
        using var inner = new ScriptedClient(_time, [Failure(429, Seconds(asked))], ["Answer"]);
        using var client = new RetryChatClient(inner, Options, _time);

        (await _time.RunAsync(client.AskAsync(stream))).ShouldBe(Seconds(waited));

        inner.CallsAt.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_Retry_After_that_is_over_leaves_our_own_wait()
    {
        using var inner = new ScriptedClient(_time, [Failure(429, TimeSpan.Zero)], ["Answer"]);
        using var client = new RetryChatClient(inner, Options, _time);

        (await _time.RunAsync(client.AskAsync())).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_attempts_are_used_up_the_last_failure_tells_those_before_it(bool stream)
    {
        using var inner = new ScriptedClient(_time, [Failure(500)], [Failure(502)], [Failure(503)], [Failure(504)]);
        using var client = new RetryChatClient(inner, Options, _time);
        Task<List<ChatResponseUpdate>> call = client.AskAsync(stream);
        await _time.RunAsync(call);

        ChatTransportException exception = await Should.ThrowAsync<ChatTransportException>(() => call);

        exception.Code.ShouldBe("http-504");
        exception.FailedAttempts.Select(static failure => failure.HttpStatus).ShouldBe([500, 502, 503]);
        inner.CallsAt.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Updates_that_tell_nothing_do_not_open_a_stream()
    {
        var alive = new ChatResponseUpdate { AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.KeepAlive] = true } };
        object[] opening = [new ChatResponseUpdate { ResponseId = "1" }, alive, "", new UsageContent(new UsageDetails())];
        using var inner = new ScriptedClient(_time, [.. opening, Failure()], [.. opening, "Answer"], [.. opening]);
        using var client = new RetryChatClient(inner, Options, _time);
        Task<List<ChatResponseUpdate>> call = client.AskAsync();
        await _time.RunAsync(call);

        (await call).Count.ShouldBe(4);
        (await call)[0].ResponseId.ShouldBe("1");
        (await call)[0].AdditionalProperties!.ShouldContainKey(ResponseSignals.FailedAttempts);
        (await call)[3].Text.ShouldBe("Answer");
        inner.CallsAt.Count.ShouldBe(2);
        (await client.AskAsync()).Count.ShouldBe(3);
    }

    public static TheoryData<Func<Exception>, bool> Foreign => new()
    {
        { static () => new HttpRequestException("refused"), true },
        { static () => new HttpRequestException("busy", null, System.Net.HttpStatusCode.ServiceUnavailable), true },
        { static () => new HttpRequestException("slow down", null, System.Net.HttpStatusCode.TooManyRequests), true },
        { static () => new HttpRequestException("no", null, System.Net.HttpStatusCode.Unauthorized), false },
        { static () => new HttpRequestException("bad", new System.Security.Authentication.AuthenticationException("UntrustedRoot")), false },
        { static () => new IOException("reset"), true },
        { static () => new System.Net.Sockets.SocketException(), true },
        { static () => new TimeoutException(), true },
        { static () => new TaskCanceledException("Timeout", new TimeoutException()), true },
        { static () => new OperationCanceledException(), false },
        { static () => new NotSupportedException("wrapped", new HttpRequestException("refused")), true },
        { static () => new NotSupportedException("wrapped", new HttpRequestException("no", new IOException(), System.Net.HttpStatusCode.Forbidden)), false },
        { static () => new FileNotFoundException(), false },
        { static () => new DirectoryNotFoundException(), false },
        { static () => new InvalidOperationException(), false },
        { static () => new ArgumentException("mine"), false },
        { static () => new NotSupportedException("mine", new ArgumentException("mine")), false },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task What_other_clients_throw_is_tried_again_only_where_it_may_pass(Func<Exception> failure, bool mayPass)
    {
        foreach (bool stream in new[] { true, false })
        {
            Exception thrown = failure();
            using var inner = new ScriptedClient(_time, [thrown]);
            using var client = new RetryChatClient(inner, Options, _time);
            Task<List<ChatResponseUpdate>> call = client.AskAsync(stream);
            await _time.RunAsync(call);

            (await Record.ExceptionAsync(() => call)).ShouldBeSameAs(thrown);
            inner.CallsAt.Count.ShouldBe(mayPass ? 4 : 1, thrown.ToString());
            TransportFailure.FailedAttemptsOf(thrown).Count.ShouldBe(mayPass ? 3 : 0);
        }
    }

    [Fact]
    public async Task Nothing_is_tried_again_behind_the_first_update()
    {
        using var inner = new ScriptedClient(_time, ["Stu", Failure()], ["Answer"]);
        using var client = new RetryChatClient(inner, Options, _time);
        var updates = new List<ChatResponseUpdate>();

        await Should.ThrowAsync<ChatTransportException>(() => client.AskIntoAsync(updates));

        updates.ShouldHaveSingleItem().Text.ShouldBe("Stu");
        inner.CallsAt.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_an_empty_answer_and_a_refusing_endpoint_are_never_tried_again(bool stream)
    {
        object[][] scripts = [[new ErrorContent("Filtered") { ErrorCode = "content_filter" }], [], [""], ["I cannot help with that."]];
        foreach (object[] script in scripts)
        {
            using var inner = new ScriptedClient(_time, script);
            using var client = new RetryChatClient(inner, Options, _time);
            await client.AskAsync(stream);
            inner.CallsAt.Count.ShouldBe(1);
        }

        using var lasting = new ScriptedClient(_time, [new ChatTransportException("certificate", "Self-signed") { MayPass = false }]);
        using var around = new RetryChatClient(lasting, Options, _time);
        await Should.ThrowAsync<ChatTransportException>(() => around.AskAsync(stream));
        lasting.CallsAt.Count.ShouldBe(1);

        using var refusing = new ScriptedClient(_time, [new ChatEndpointException(System.Net.HttpStatusCode.Unauthorized, null, "No.")]);
        using var outer = new RetryChatClient(refusing, Options, _time);
        await Should.ThrowAsync<ChatEndpointException>(() => outer.AskAsync(stream));
        refusing.CallsAt.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_failed_attempts_come_with_the_first_update_only()
    {
        using var inner = new ScriptedClient(_time, [Failure()], ["Ans", "wer"]);
        using var client = new RetryChatClient(inner, Options, _time);
        Task<List<ChatResponseUpdate>> call = client.AskAsync();
        await _time.RunAsync(call);

        List<ChatResponseUpdate> updates = await call;

        updates[0].AdditionalProperties![ResponseSignals.FailedAttempts].ShouldBeAssignableTo<IReadOnlyList<ExchangeError>>()!.Count.ShouldBe(1);
        updates[1].AdditionalProperties.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_retry_is_told_as_it_happens_with_its_wait(bool stream)
    {
        var notices = new List<(RetryNotice Notice, TimeSpan At)>();
        using var inner = new ScriptedClient(_time, [Failure(429, Seconds(7))], [Failure(503, Seconds(200))], ["Answer"]);
        using var client = new RetryChatClient(inner, Options with { OnRetry = notice => notices.Add((notice, _time.Now)) }, _time);

        await _time.RunAsync(client.AskAsync(stream));

        notices.Select(static told => (told.Notice.Failure.Code, told.Notice.Attempt, told.Notice.Wait, told.At))
            .ShouldBe([("http-429", 1, Seconds(7), TimeSpan.Zero), ("http-503", 2, Seconds(60), Seconds(7))]);
    }

    [Fact]
    public async Task Whoever_cancels_is_obeyed_within_a_wait()
    {
        using var cancel = new CancellationTokenSource();
        using var inner = new ScriptedClient(_time, [Failure(429, Seconds(50))]);
        using var client = new RetryChatClient(inner, Options, _time);
        Task<List<ChatResponseUpdate>> call = client.AskAsync(cancel: cancel);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);

        inner.CallsAt.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void Impossible_options_are_refused(int retries)
    {
        using var inner = new ScriptedClient(_time, ["Answer"]);

        Should.Throw<ArgumentOutOfRangeException>(() => new RetryChatClient(inner, new RetryOptions { MaxRetries = retries }));
    }
}
