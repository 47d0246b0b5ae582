using static CensorshipEval.Clients.Tests.Resilience.ClientCalls;

namespace CensorshipEval.Clients.Tests.Resilience;

public sealed class RateLimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Requests_are_spaced_by_the_allowed_rate_whoever_sends_them()
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 30 }, _time);
        using var inner = new ScriptedClient(_time, ["Answer"]);
        using var one = new RateLimitChatClient(inner, limiter);
        using var two = new RateLimitChatClient(inner, limiter);

        await _time.RunAsync(Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? one : two).AskAsync(stream: i % 3 == 0))));

        inner.CallsAt.Select(static at => Math.Round(at.TotalSeconds, 2)).ShouldBe([0, 2, 4, 6, 8, 10]);
    }

    [Fact]
    public async Task Being_told_to_slow_down_halves_the_rate_once_and_it_recovers_slowly()
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 60, RecoveryPerMinute = 0.1 }, _time);
        using var inner = new ScriptedClient(_time, [Failure(429)]);
        using var client = new RateLimitChatClient(inner, limiter);

        foreach (bool stream in new[] { true, false })
        {
            Task<List<ChatResponseUpdate>> call = client.AskAsync(stream);
            await _time.RunAsync(call);
            await Should.ThrowAsync<ChatTransportException>(() => call);
        }

        // Both were told within ten seconds: one message.
        limiter.CurrentShare.ShouldBe(0.5, 0.01);
        _time.Advance(TimeSpan.FromMinutes(2));
        limiter.CurrentShare.ShouldBe(0.7, 0.01);
        limiter.SlowDown();
        limiter.CurrentShare.ShouldBe(0.35, 0.01);
        _time.Advance(TimeSpan.FromMinutes(60));
        limiter.CurrentShare.ShouldBe(1);
    }

    [Fact]
    public async Task A_halved_rate_doubles_the_waits()
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 60, RecoveryPerMinute = 0 }, _time);
        limiter.SlowDown();
        await limiter.WaitAsync(TestContext.Current.CancellationToken);

        (await _time.RunAsync(limiter.WaitAsync(TestContext.Current.CancellationToken).AsTask())).TotalSeconds.ShouldBe(2, 0.01);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    public async Task Another_failure_is_no_word_about_the_rate(int status)
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 60 }, _time);
        using var inner = new ScriptedClient(_time, [Failure(status)]);
        using var client = new RateLimitChatClient(inner, limiter);

        await Should.ThrowAsync<ChatTransportException>(() => client.AskAsync());

        limiter.CurrentShare.ShouldBe(1);
    }

    [Theory]
    [InlineData(1_000, 10)]
    [InlineData(4_000, 40)]
    [InlineData(100, 1)]
    public async Task Reported_tokens_take_the_place_of_the_reserved_ones(int used, double nextAfterSeconds)
    {
        var options = new ProviderRateLimitOptions { TokensPerMinute = 6_000, ExpectedTokensPerCall = 1_000 };
        foreach (bool stream in new[] { true, false })
        {
            using var limiter = new ProviderRateLimiter(options, _time);
            var usage = new UsageContent(new UsageDetails { InputTokenCount = used - 1, OutputTokenCount = 1 });
            using var inner = new ScriptedClient(_time, ["Answer", usage]);
            using var client = new RateLimitChatClient(inner, limiter);
            await client.AskAsync(stream);

            (await _time.RunAsync(client.AskAsync(stream))).TotalSeconds.ShouldBe(nextAfterSeconds, 0.05);
        }
    }

    [Fact]
    public async Task Usage_that_grows_with_every_piece_counts_once()
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { TokensPerMinute = 6_000, ExpectedTokensPerCall = 1_000 }, _time);
        object[] script = [.. Enumerable.Range(1, 10).Select(static i => new UsageContent(new UsageDetails { TotalTokenCount = i * 100 }))];
        using var inner = new ScriptedClient(_time, script);
        using var client = new RateLimitChatClient(inner, limiter);
        await client.AskAsync();

        (await _time.RunAsync(client.AskAsync())).TotalSeconds.ShouldBe(10, 0.05);
    }

    [Theory]
    [InlineData(-1L, -1L, 10.1)]
    [InlineData(5_000_000_000L, 1L, 10.1)]
    [InlineData(long.MaxValue, long.MaxValue, 10.1)]
    [InlineData(99_000_000L, 900_000L, 3_610)]
    public async Task No_number_of_tokens_makes_anybody_wait_for_long(long input, long output, double nextWithin)
    {
        var options = new ProviderRateLimitOptions { TokensPerMinute = 6_000, ExpectedTokensPerCall = 1_000 };
        foreach (bool stream in new[] { true, false })
        {
            using var limiter = new ProviderRateLimiter(options, _time);
            using var inner = new ScriptedClient(_time, ["Answer", new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output })]);
            using var client = new RateLimitChatClient(inner, limiter);
            await client.AskAsync(stream);
            limiter.Report(input);

            (await _time.RunAsync(client.AskAsync(stream))).TotalSeconds.ShouldBeLessThanOrEqualTo(nextWithin);
        }
    }

    [Fact]
    public async Task A_rate_below_what_any_timer_knows_is_waited_for_in_parts()
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 1e-9 }, _time);
        using var cancel = new CancellationTokenSource();
        await limiter.WaitAsync(cancel.Token);
        Task second = limiter.WaitAsync(cancel.Token).AsTask();
        for (int hour = 0; hour < 30; hour++) _time.Advance(TimeSpan.FromHours(1));

        second.IsCompleted.ShouldBeFalse();

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task Without_a_rate_calls_go_through_until_one_is_told_to_wait_and_then_all_wait_and_are_paced()
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions(), _time);
        Task WaitAsync() => limiter.WaitAsync(TestContext.Current.CancellationToken).AsTask();
        for (int i = 0; i < 10; i++)
        {
            await WaitAsync();
            limiter.Answered();
        }

        _time.Now.ShouldBe(TimeSpan.Zero);
        limiter.SlowDown(Seconds(7));
        (await _time.RunAsync(WaitAsync())).TotalSeconds.ShouldBe(7, 0.01);

        // Ten in the first second: five a second from now on, with what has gathered meanwhile.
        TimeSpan took = await _time.RunAsync(Task.WhenAll(Enumerable.Range(0, 59).Select(_ => WaitAsync())));
        took.TotalSeconds.ShouldBe(10, 0.5);

        _time.Advance(TimeSpan.FromMinutes(6));
        (await _time.RunAsync(Task.WhenAll(Enumerable.Range(0, 500).Select(_ => WaitAsync())))).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(1_000_000_000, 60)]
    [InlineData(-5, 0)]
    public async Task A_wait_that_is_asked_for_holds_no_longer_than_is_allowed(double seconds, double held)
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 6_000 }, _time);
        limiter.SlowDown(Seconds(seconds));

        (await _time.RunAsync(limiter.WaitAsync(TestContext.Current.CancellationToken).AsTask())).TotalSeconds.ShouldBe(held, 0.1);
    }

    [Fact]
    public async Task A_host_that_allows_two_calls_a_second_fails_none_of_them()
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions(), _time);
        using var host = new MeteredClient(_time, perSecond: 2, atOnce: 5, Seconds(1));
        using IChatClient client = new ChatPipelineBuilder(host).UseResilience(new ChatPipelineOptions { Concurrency = 16 }, limiter, _time).Build();
        int failed = 0;

        await _time.RunAsync(Task.WhenAll(Enumerable.Range(0, 63).Select(async _ =>
        {
            if (await Record.ExceptionAsync(() => client.AskAsync()) is not null) Interlocked.Increment(ref failed);
        })));

        failed.ShouldBe(0);
        host.Told429.ShouldBeInRange(1, 63);
    }

    [Fact]
    public async Task Waiting_for_a_permit_ends_no_call()
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 1 }, _time);
        using var inner = new ScriptedClient(_time, [Seconds(20), "Answer"]);
        var options = new ChatPipelineOptions { Concurrency = 16, TotalTimeout = Seconds(30) };
        using IChatClient client = new ChatPipelineBuilder(inner).UseResilience(options, limiter, _time).Build();

        Task<List<ChatResponseUpdate>[]> calls = Task.WhenAll(Enumerable.Range(0, 16).Select(i => client.AskAsync(stream: i % 2 == 0)));
        await _time.RunAsync(calls);

        (await calls).ShouldAllBe(static updates => updates.Any(static update => update.Text == "Answer"));
        inner.CallsAt[^1].TotalSeconds.ShouldBe(900, 0.1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Behind_the_wait_for_a_permit_the_total_time_runs_on(bool stream)
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 1 }, _time);
        using var inner = new ScriptedClient(_time, ["Answer"], [Seconds(1_000), "Answer"]);
        using IChatClient client = new ChatPipelineBuilder(inner).UseTotalTimeout(Seconds(30), _time).UseRateLimit(limiter).Build();
        await client.AskAsync(stream);
        Task<List<ChatResponseUpdate>> call = client.AskAsync(stream);

        (await _time.RunAsync(call)).TotalSeconds.ShouldBe(90, 0.1);

        (await Should.ThrowAsync<ChatTransportException>(() => call)).Code.ShouldBe("timeout");
    }

    [Fact]
    public async Task Every_attempt_takes_a_permit()
    {
        using var limiter = new ProviderRateLimiter(new ProviderRateLimitOptions { RequestsPerMinute = 6 }, _time);
        using var inner = new ScriptedClient(_time, [Failure()], ["Answer"]);
        using IChatClient client = new ChatPipelineBuilder(inner).UseResilience(limiter: limiter, timeProvider: _time).Build();

        await _time.RunAsync(client.AskAsync());

        inner.CallsAt[1].TotalSeconds.ShouldBe(10, 0.01);
    }
}
