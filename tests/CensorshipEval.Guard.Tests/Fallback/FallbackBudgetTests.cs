namespace CensorshipEval.Guard.Tests.Fallback;

public sealed class FallbackBudgetTests
{
    [Fact]
    public void The_window_slides()
    {
        var time = new SteppedTime();
        var budget = new FallbackBudget(new FallbackBudgetOptions { MaxCalls = 2, Window = TimeSpan.FromMinutes(10) }, time);
        budget.TryReserve(out _).ShouldBeTrue();
        time.Now = TimeSpan.FromMinutes(6);
        budget.TryReserve(out _).ShouldBeTrue();
        budget.TryReserve(out _).ShouldBeFalse();
        time.Now = TimeSpan.FromMinutes(10);
        budget.Calls.ShouldBe(1);
        budget.TryReserve(out _).ShouldBeTrue();
        budget.TryReserve(out _).ShouldBeFalse();
    }

    [Fact]
    public void What_a_call_may_cost_is_reserved_before_it_is_made()
    {
        var budget = new FallbackBudget(new FallbackBudgetOptions { MaxCost = 1, CostPerCall = 0.4m, InputPerMillion = 1, OutputPerMillion = 1 });
        budget.TryReserve(out FallbackReservation? first).ShouldBeTrue();
        budget.TryReserve(out _).ShouldBeTrue();
        budget.TryReserve(out _).ShouldBeFalse();
        first.Settle(new TokenUsage { InputTokens = 100_000, OutputTokens = 50_000 });
        budget.Cost.ShouldBe(0.55m);
        budget.TryReserve(out _).ShouldBeTrue();
    }

    [Fact]
    public void Without_usage_without_prices_and_with_absurd_figures_there_is_a_bound()
    {
        var budget = new FallbackBudget(new FallbackBudgetOptions { MaxCost = 1, CostPerCall = 0.4m, InputPerMillion = 1 });
        budget.TryReserve(out FallbackReservation? reservation).ShouldBeTrue();
        reservation.Settle(null);
        reservation.Settle(new TokenUsage());
        budget.Cost.ShouldBe(0.4m);
        reservation.Settle(new TokenUsage { InputTokens = long.MaxValue });
        budget.Cost.ShouldBe(0.4m);

        var unpriced = new FallbackBudget(new FallbackBudgetOptions { MaxCost = 1, CostPerCall = 0.4m });
        unpriced.TryReserve(out FallbackReservation? plain).ShouldBeTrue();
        plain.Settle(new TokenUsage { InputTokens = 1, OutputTokens = 1 });
        unpriced.Cost.ShouldBe(0.4m);
    }

    [Fact]
    public void A_call_that_ends_after_its_window_costs_nothing_there()
    {
        var time = new SteppedTime();
        var budget = new FallbackBudget(new FallbackBudgetOptions { MaxCost = 1, CostPerCall = 0.4m, InputPerMillion = 1, Window = TimeSpan.FromMinutes(1) }, time);
        budget.TryReserve(out FallbackReservation? reservation).ShouldBeTrue();
        time.Now = TimeSpan.FromMinutes(2);
        budget.Cost.ShouldBe(0);
        reservation.Settle(new TokenUsage { InputTokens = 900_000 });
        budget.Cost.ShouldBe(0);
    }

    [Fact]
    public void A_limit_of_cost_needs_an_expected_cost() =>
        Should.Throw<ArgumentOutOfRangeException>(static () => new FallbackBudget(new FallbackBudgetOptions { MaxCost = 1 })).Message.ShouldContain("CostPerCall");

    [Fact]
    public async Task Many_threads_take_no_more_than_there_is()
    {
        var budget = new FallbackBudget(new FallbackBudgetOptions { MaxCalls = 50 });
        bool[] taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => budget.TryReserve(out FallbackReservation? _))));
        taken.Count(static one => one).ShouldBe(50);
    }

    private sealed class SteppedTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
