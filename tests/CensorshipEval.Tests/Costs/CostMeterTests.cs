using CensorshipEval.Costs;
using CensorshipEval.Running;
using CensorshipEval.Targets;
using CensorshipEval.Tests.Running;

namespace CensorshipEval.Tests.Costs;

public sealed class CostMeterTests
{
    private static readonly TargetConnection Connection = new()
    {
        Target = new Target { Id = "m", Model = "m", Endpoint = new Uri("https://a.example/v1"), Sampling = new SamplingOptions { MaxOutputTokens = 100 } },
        Prices = new TokenPrices(1_000_000, 1_000_000), // a token is one unit
    };

    private static readonly TargetSet Targets = new([Connection], "EUR");

    private static TrialRequest Request(int sample = 0) =>
        new(new TrialKey("r", "m", "p", sample), Connection.Target, new Prompt { Id = "p", Text = "What happened there?", Language = LanguageTag.Parse("en") });

    private static Exchange Used(TrialRequest request, long input, long output) =>
        CountingSource.Answer(request, "An answer.") with { Usage = new TokenUsage { InputTokens = input, OutputTokens = output } };

    [Fact]
    public async Task Reported_tokens_are_what_is_counted()
    {
        var meter = new CostMeter(Targets);
        IExchangeSource source = meter.Around(new CountingSource(static request => Used(request, 7, 11)));
        for (int i = 0; i < 3; i++) await source.ObtainAsync(Request(i), TestContext.Current.CancellationToken);
        meter.Spent.ShouldBe(54);
        meter.Lines().ShouldHaveSingleItem().ShouldBe(new CostLine("m", 3, 21, 33, 0, 54));
    }

    [Fact]
    public void Tokens_that_are_not_reported_are_estimated_and_said_to_be()
    {
        var meter = new CostMeter(Targets);
        meter.Add(CountingSource.Answer(Request(), new string('a', 300)));
        CostLine line = meter.Lines().ShouldHaveSingleItem();
        line.EstimatedCalls.ShouldBe(1);
        line.OutputTokens.ShouldBe(100);
        line.InputTokens.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_call_that_gave_nothing_costs_nothing()
    {
        var meter = new CostMeter(Targets);
        meter.Add(CountingSource.Failure(Request()));
        meter.Lines().ShouldHaveSingleItem().ShouldBe(new CostLine("m", 0, 0, 0, 0, 0));
    }

    [Theory]
    [InlineData(-10_000_000, 5)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    public void Figures_that_no_call_can_have_used_are_as_not_reported(long input, long output)
    {
        var meter = new CostMeter(Targets);
        for (int i = 0; i < 3; i++) meter.Add(Used(Request(i), input, output));
        meter.Lines()[0].EstimatedCalls.ShouldBe(3);
        meter.Spent.ShouldBeInRange(1, 100);
    }

    [Fact]
    public void What_was_withdrawn_was_paid_for()
    {
        var meter = new CostMeter(Targets);
        meter.Add(CountingSource.Answer(Request(), "") with { Stream = new StreamTrace { Text = new string('a', 300), Updates = [] } });
        meter.Lines()[0].OutputTokens.ShouldBe(100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task With_a_most_of_output_tokens_the_limit_is_never_exceeded_and_nothing_under_way_is_lost(int concurrency)
    {
        const decimal limit = 1_000;
        var meter = new CostMeter(Targets, limit);
        int answered = 0;
        IExchangeSource source = meter.Around(new CountingSource(request =>
        {
            Interlocked.Increment(ref answered);
            return Used(request, 8, 90);
        }));
        int obtained = 0, stopped = 0;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(worker => Task.Run(async () =>
        {
            try
            {
                for (int i = 0; i < 100; i++)
                {
                    await source.ObtainAsync(Request((100 * worker) + i), TestContext.Current.CancellationToken);
                    Interlocked.Increment(ref obtained);
                }
            }
            catch (CostLimitException exception)
            {
                exception.Limit.ShouldBe(limit);
                Interlocked.Increment(ref stopped);
            }
        })));
        meter.Spent.ShouldBeLessThanOrEqualTo(limit);
        meter.Spent.ShouldBeGreaterThan(limit - 200);
        stopped.ShouldBe(concurrency);
        obtained.ShouldBe(answered);
    }

    [Fact]
    public async Task A_failed_call_gives_back_what_was_reserved_for_it()
    {
        var meter = new CostMeter(Targets, 150);
        IExchangeSource failing = meter.Around(new CountingSource(static _ => throw new InvalidOperationException("broken")));
        for (int i = 0; i < 5; i++) await Should.ThrowAsync<InvalidOperationException>(async () => await failing.ObtainAsync(Request(i), TestContext.Current.CancellationToken));
        await meter.Around(new CountingSource(static request => Used(request, 1, 1))).ObtainAsync(Request(), TestContext.Current.CancellationToken);
        meter.Spent.ShouldBe(2);
    }

    [Fact]
    public async Task A_call_that_waits_for_room_can_be_cancelled()
    {
        var meter = new CostMeter(Targets, 150);
        IExchangeSource source = meter.Around(new CountingSource { AnswersAtMost = 0 });
        using var stop = new CancellationTokenSource();
        ValueTask<Exchange> first = source.ObtainAsync(Request(), stop.Token);
        ValueTask<Exchange> second = source.ObtainAsync(Request(1), stop.Token);
        second.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await first);
        await Should.ThrowAsync<OperationCanceledException>(async () => await second);
    }

    [Fact]
    public void A_limit_without_prices_is_refused()
    {
        var unpriced = new TargetSet([Connection with { Prices = null }]);
        Should.Throw<InputException>(() => new CostMeter(unpriced, 1)).Message.ShouldContain("no prices of m");
        new CostMeter(unpriced).Spent.ShouldBe(0);
    }

    [Fact]
    public void An_estimate_follows_the_answers_so_far()
    {
        var meter = new CostMeter(new TargetSet([Connection with { Target = Connection.Target with { Sampling = SamplingOptions.ProviderDefault } }]));
        meter.Expect(Connection.Target, 1_000, 10).ShouldBe(1_000 + 7_000);
        meter.Add(Used(Request(), 5, 50));
        meter.Expect(Connection.Target, 1_000, 10).ShouldBe(1_000 + 500);
    }

    [Theory]
    [InlineData(100, 4, null, null, 100.0 * 10 / 4 / 60)]
    [InlineData(100, 100, 10.0, null, 10)]
    [InlineData(100, 100, 10.0, 1_000.0, 71)]
    public void The_time_is_that_of_the_narrowest_limit(int prompts, int concurrency, double? requests, double? tokens, double minutes)
    {
        var targets = new TargetSet([Connection with { Concurrency = concurrency, RequestsPerMinute = requests, TokensPerMinute = tokens }]);
        var plan = new EvaluationPlan
        {
            Corpus = TestCorpus.BuiltIn.Info, Targets = targets.Targets, Judges = new Judges(new ComponentId("d", "1"), []), Source = "live",
            Prompts = [.. Enumerable.Range(0, prompts).Select(static i => new Prompt { Id = $"p{i}", Text = "aaa", Language = LanguageTag.Parse("en") })],
        };
        LiveEstimate estimate = LiveEstimate.Of(plan, targets, new CostMeter(targets)).ShouldHaveSingleItem();
        estimate.Calls.ShouldBe(prompts);
        estimate.Duration.TotalMinutes.ShouldBe(minutes, 1);
        LiveEstimate.Of(plan, targets, new CostMeter(targets), _ => prompts)[0].Calls.ShouldBe(0);
    }
}
