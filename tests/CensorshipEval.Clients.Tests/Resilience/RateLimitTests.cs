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
