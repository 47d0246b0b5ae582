namespace CensorshipEval.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void It_stands_still_until_it_is_moved()
    {
        var clock = new ManualTimeProvider();
        DateTimeOffset before = clock.GetUtcNow();
        long timestamp = clock.GetTimestamp();
        clock.GetUtcNow().ShouldBe(before);
        clock.Advance(TimeSpan.FromSeconds(3));
        clock.GetUtcNow().ShouldBe(before + TimeSpan.FromSeconds(3));
        clock.GetElapsedTime(timestamp).ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Timers_ring_in_their_order_and_see_their_own_time()
    {
        var clock = new ManualTimeProvider();
        var rung = new List<(string, double)>();
        using ITimer late = clock.CreateTimer(_ => rung.Add(("late", clock.Elapsed.TotalSeconds)), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using ITimer early = clock.CreateTimer(_ => rung.Add(("early", clock.Elapsed.TotalSeconds)), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(10));
        rung.ShouldBe([("early", 2), ("late", 5)]);
        clock.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public void A_timer_with_a_period_rings_as_often_as_it_would_have()
    {
        var clock = new ManualTimeProvider();
        int rung = 0;
        ITimer timer = clock.CreateTimer(_ => rung++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(6));
        rung.ShouldBe(3);
        timer.Dispose();
        clock.Advance(TimeSpan.FromSeconds(60));
        rung.ShouldBe(3);
        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan).ShouldBeFalse();
    }

    [Fact]
    public async Task Code_that_waits_an_hour_is_tested_in_no_time()
    {
        var clock = new ManualTimeProvider();
        TimeSpan took = await clock.RunAsync(WaitTwice());
        took.ShouldBe(TimeSpan.FromHours(1));

        async Task WaitTwice()
        {
            await Task.Delay(TimeSpan.FromMinutes(20), clock);
            await Task.Delay(TimeSpan.FromMinutes(40), clock);
        }
    }

    [Fact]
    public void A_cancellation_after_a_time_comes_with_the_time()
    {
        var clock = new ManualTimeProvider();
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(30), clock);
        clock.Advance(TimeSpan.FromSeconds(29));
        source.IsCancellationRequested.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        source.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void It_does_not_go_back() => Should.Throw<ArgumentOutOfRangeException>(() => new ManualTimeProvider().Advance(TimeSpan.FromTicks(-1)));
}
