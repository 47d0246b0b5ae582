using CensorshipEval.Costs;
using CensorshipEval.Reporting.Terminal;
using CensorshipEval.Targets;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Reporting.Tests.Terminal;

public sealed class RunMeterTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Nothing_is_said_of_rate_and_time_before_there_is_a_basis()
    {
        RunMeter meter = Meter(100);
        RunProgressSnapshot first = meter.Snapshot();
        (first.Done, first.TrialsPerSecond, first.Remaining).ShouldBe((0, null, null));
        _clock.Now = TimeSpan.FromSeconds(10);
        meter.Add(TrialMaker.Make());
        meter.Add(TrialMaker.Make());
        meter.Snapshot().TrialsPerSecond.ShouldBeNull("two trials are no rate");
        meter.Add(TrialMaker.Make());
        meter.Snapshot().TrialsPerSecond.ShouldBe(0.3);
        meter.Snapshot().Remaining.ShouldBe(TimeSpan.FromSeconds(97 / 0.3));
    }

    [Fact]
    public void Many_trials_within_the_first_moment_are_no_rate()
    {
        RunMeter meter = Meter(1_000);
        for (int i = 0; i < 500; i++) meter.Add(TrialMaker.Make());
        meter.Snapshot().TrialsPerSecond.ShouldBeNull();
    }

    [Fact]
    public void The_rate_follows_a_model_that_slows_down()
    {
        RunMeter meter = Meter(100_000);
        for (int second = 0; second < 600; second++) Second(meter, 10);
        meter.Snapshot().TrialsPerSecond!.Value.ShouldBe(10, 0.5);
        for (int second = 0; second < 31; second++) Second(meter, 1);
        meter.Snapshot().TrialsPerSecond!.Value.ShouldBe(1, 0.1);
    }

    [Fact]
    public void A_model_that_gives_less_than_an_answer_in_half_a_minute_has_a_rate_too()
    {
        RunMeter meter = Meter(120);
        for (int minute = 0; minute < 20; minute++)
        {
            _clock.Now += TimeSpan.FromMinutes(1);
            meter.Add(TrialMaker.Make());
        }

        meter.Snapshot().TrialsPerSecond!.Value.ShouldBe(1 / 60d, 1e-9);
        meter.Snapshot().Remaining!.Value.TotalMinutes.ShouldBe(100, 1e-6);
    }

    [Fact]
    public void A_model_that_fell_silent_is_slower_with_every_second()
    {
        RunMeter meter = Meter(1_000);
        for (int second = 0; second < 60; second++) Second(meter, 2);
        double before = meter.Snapshot().TrialsPerSecond!.Value;
        foreach (int silence in new[] { 20, 40, 100, 1_000 })
        {
            _clock.Now = TimeSpan.FromSeconds(60 + silence);
            double now = meter.Snapshot().TrialsPerSecond!.Value;
            now.ShouldBeInRange(double.Epsilon, before);
            before = now;
        }
    }

    [Fact]
    public void After_the_machine_slept_the_rate_is_right_again_within_a_few_trials()
    {
        RunMeter meter = Meter(100_000);
        for (int second = 0; second < 60; second++) Second(meter, 10);
        _clock.Now += TimeSpan.FromDays(3);
        Second(meter, 10);
        for (int second = 0; second < 30; second++) Second(meter, 10);
        meter.Snapshot().TrialsPerSecond!.Value.ShouldBe(10, 0.5);
    }

    [Fact]
    public void A_clock_that_goes_back_stands_still()
    {
        RunMeter meter = Meter(100);
        for (int second = 0; second < 20; second++) Second(meter, 1);
        _clock.Now = TimeSpan.FromSeconds(-1_000);
        meter.Add(TrialMaker.Make());
        RunProgressSnapshot run = meter.Snapshot();
        run.Elapsed.ShouldBe(TimeSpan.FromSeconds(20));
        run.TrialsPerSecond!.Value.ShouldBe(21 / 20d, 0.1);
    }

    [Fact]
    public void What_is_left_of_a_resumed_run_is_counted_against_the_whole_plan()
    {
        RunMeter meter = Meter(1_000);
        for (int i = 0; i < 900; i++) meter.AddStored(TrialMaker.Make(i < 100 ? Delivery.InputBlocked : Delivery.Delivered));
        // It is asked again, and was not done.
        meter.AddStored(TrialMaker.Make(Delivery.TransportError));
        RunProgressSnapshot run = meter.Snapshot();
        (run.Planned, run.Done, run.Stored, run.InputBlocked, run.FailedInTransport, run.TrialsPerSecond).ShouldBe((1_000, 900, 900, 100, 0, null));
        for (int second = 0; second < 10; second++) Second(meter, 5);
        run = meter.Snapshot();
        (run.Done, run.Share).ShouldBe((950, 0.95));
        run.TrialsPerSecond!.Value.ShouldBe(5, 0.6);
        run.Remaining!.Value.TotalSeconds.ShouldBe(10, 1.5);
    }

    [Fact]
    public void Every_trial_is_of_one_kind()
    {
        RunMeter meter = Meter(9);
        foreach (Delivery delivery in Enum.GetValues<Delivery>()) meter.Add(TrialMaker.Make(delivery));
        meter.Add(TrialMaker.Make(engagement: Engagement.Refused));
        meter.Add(TrialMaker.Make(engagement: Engagement.Undetermined));
        RunProgressSnapshot run = meter.Snapshot();
        (run.InputBlocked, run.OutputBlocked, run.Retracted, run.Refused, run.FailedInTransport).ShouldBe((1, 1, 1, 1, 1));
        // Empty, unknown, cut off before it could be judged, undetermined.
        run.MissingOtherwise.ShouldBe(4);
        run.Withheld.ShouldBe(4);
        (run.Done, run.Planned).ShouldBe((10, 10), "an empty answer is asked for again, beyond the plan");
        run.Remaining.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_plan_of_nothing_is_done()
    {
        RunProgressSnapshot run = Meter(0).Snapshot();
        (run.Share, run.Remaining, run.TrialsPerSecond).ShouldBe((1, TimeSpan.Zero, null));
    }

    [Fact]
    public void The_cost_of_the_whole_run_is_told_by_target_once_each_has_answered()
    {
        var meter = Meter(40, out CostMeter costs, ("cheap", 1), ("dear", 100));
        foreach (int _ in Enumerable.Range(0, 10)) Pay("cheap");
        RunProgressSnapshot run = meter.Snapshot();
        (run.Spent, run.ExpectedCost, run.Currency).ShouldBe((0.01m, null, "USD"));
        Pay("dear");
        run = meter.Snapshot();
        // 20 calls of 0.001 and 20 of 0.1.
        (run.Spent, run.ExpectedCost).ShouldBe((0.11m, 2.02m));

        void Pay(string target)
        {
            Trial trial = TrialMaker.Make(target: target, usage: new TokenUsage { InputTokens = 1_000, OutputTokens = 0 });
            costs.Add(trial.Exchange);
            meter.Add(trial);
        }
    }

    [Fact]
    public void Without_prices_nothing_is_said_of_costs()
    {
        RunProgressSnapshot run = Meter(40, out _, ("free", null)).Snapshot();
        (run.Spent, run.ExpectedCost, run.Currency).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task Trials_of_many_threads_are_all_counted()
    {
        RunMeter meter = Meter(40_000);
        Task reading = Task.Run(() =>
        {
            while (meter.Snapshot() is { Done: < 40_000 } run) ShouldMakeSense(run);
        }, TestContext.Current.CancellationToken);
        await Parallel.ForAsync(0, 40_000, TestContext.Current.CancellationToken, (_, _) =>
        {
            meter.Add(TrialMaker.Make());
            return ValueTask.CompletedTask;
        });
        await reading;
        meter.Snapshot().Done.ShouldBe(40_000);
    }

    [Fact]
    public void Whatever_comes_whenever_the_figures_make_sense() => Prop.ForAll(
        ArbMap.Default.ArbFor<(int Milliseconds, byte Kind)[]>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (steps, planned) =>
        {
            var clock = new ManualClock();
            var meter = new RunMeter(planned.Get, timeProvider: clock);
            foreach ((int milliseconds, byte kind) in steps)
            {
                // Back as well, and by up to weeks.
                clock.Now += TimeSpan.FromMilliseconds((long)milliseconds * (1 << (kind % 24)));
                Trial trial = TrialMaker.Make((Delivery)(kind % 8));
                if (kind % 3 == 0) meter.AddStored(trial);
                else meter.Add(trial);
                ShouldMakeSense(meter.Snapshot());
            }
        }).QuickCheckThrowOnFailure();

    private static void ShouldMakeSense(RunProgressSnapshot run)
    {
        run.Done.ShouldBeInRange(run.Stored, run.Planned);
        run.Share.ShouldBeInRange(0, 1);
        run.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        if (run.TrialsPerSecond is { } rate) (double.IsFinite(rate) && rate > 0).ShouldBeTrue($"{rate}");
        if (run.Remaining is { } left) left.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        (run.Withheld + run.FailedInTransport + run.MissingOtherwise).ShouldBeLessThanOrEqualTo(run.Done);
        run.ToLine(80).Length.ShouldBeLessThanOrEqualTo(80);
    }

    private void Second(RunMeter meter, int trials)
    {
        _clock.Now += TimeSpan.FromSeconds(1);
        for (int i = 0; i < trials; i++) meter.Add(TrialMaker.Make());
    }

    private RunMeter Meter(long planned) => new(planned, timeProvider: _clock);

    private RunMeter Meter(long planned, out CostMeter costs, params (string Target, int? Price)[] targets)
    {
        costs = new CostMeter(new TargetSet([.. targets.Select(static target => new TargetConnection
        {
            Target = new Target { Id = target.Target, Model = target.Target, Endpoint = new Uri("https://models.example/v1") },
            Prices = target.Price is { } price ? new TokenPrices(price, price) : null,
        })]));
        return new RunMeter(planned, costs, _clock);
    }
}
