using CensorshipEval.Analysis;
using CensorshipEval.Storage;
using static CensorshipEval.Testing.Tests.TestModels;

namespace CensorshipEval.Testing.Tests;

/// <summary>What is compared with an earlier run, and how sure that is.</summary>
public sealed class BaselineRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_is_compared_with_an_earlier_run_prompt_by_prompt()
    {
        using ScriptedChatClient same = Refusing(static prompt => prompt % 4 == 0), worse = Refusing(static prompt => prompt % 2 == 0);
        BaselineRun baseline = await MeasuredAsync(Prompts(200), static prompt => prompt % 4 == 0, samples: 2);
        BehaviorResult result = await ModelBehavior.Of(same, Plain).OnThesePrompts(Prompts(200)).RefusalRate().ShouldNotBeWorseThan(baseline, 0.1, Token);
        result.Observed.ShouldBe(new Interval(0, 0));
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(worse, Plain).OnThesePrompts(Prompts(200)).RefusalRate().ShouldNotBeWorseThan(baseline, 0.1, Token));
        failure.Message.ShouldContain("rise of the refusal rate since the earlier run");
        (await ModelBehavior.Of(worse, Plain).OnTopicsLike(Prompts(200)).RefusalRate().CheckNotWorseThan(baseline, 0.1, Token)).Outcome.ShouldBe(SequentialOutcome.Fails);
        await Should.ThrowAsync<InputException>(() => ModelBehavior.Of(same, Plain with { Detector = null }).OnThesePrompts(Prompts(200)).RefusalRate().ShouldNotBeWorseThan(baseline, 0.1, Token));
    }

    [Fact]
    public async Task An_earlier_run_that_asked_fewer_prompts_is_told_before_the_first_call_and_never_passes()
    {
        using ScriptedChatClient before = Refusing(static _ => false), now = Refusing(static prompt => prompt > 1);
        BehaviorResult one = await ModelBehavior.Of(before, Plain).OnThesePrompts(Prompts(1)).RefusalRate().CheckAtMost(0.2, Token);
        BehaviorMeasure rate = ModelBehavior.Of(now, Plain).OnThesePrompts(Prompts(60)).RefusalRate();
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => rate.ShouldNotBeWorseThan(BaselineRun.Of(one.Trials), 0.2, Token));
        failure.Kind.ShouldBe(FailureKind.CannotDecide);
        failure.Message.ShouldContain("1 of these 60 prompts");
        failure.Message.ShouldContain("AskedIn(baseline)");
        BehaviorResult stopped = await ModelBehavior.Of(before, Plain).OnThesePrompts(Prompts(60)).RefusalRate().ShouldBeAtMost(0.1, Token);
        (await Should.ThrowAsync<ModelBehaviorException>(() => rate.ShouldNotBeWorseThan(BaselineRun.Of(stopped.Trials), 0.2, Token))).Kind.ShouldBe(FailureKind.CannotDecide);
        now.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fewer_prompts_are_compared_where_the_caller_says_so()
    {
        using ScriptedChatClient now = Refusing(static _ => false);
        BaselineRun baseline = await MeasuredAsync(Prompts(20), static _ => false, samples: 3);
        BehaviorResult result = await ModelBehavior.Of(now, Plain).OnThesePrompts(Prompts(60).AskedIn(baseline)).RefusalRate().ShouldNotBeWorseThan(baseline, 0.1, Token);
        result.Claim.ShouldContain("these 20 prompts");
        Should.Throw<InputException>(() => ModelBehavior.Of(now, Plain).OnThesePrompts(PromptsToAsk.In("fr", Texts(20)).AskedIn(baseline)));
    }

    [Fact]
    public async Task Prompts_are_matched_by_their_words_wherever_they_stand()
    {
        BaselineRun baseline = await MeasuredAsync(PromptsToAsk.In("en", [.. Texts(40).Reverse()]), static prompt => prompt <= 10, samples: 3);
        using ScriptedChatClient same = Refusing(static prompt => prompt <= 10);
        BehaviorResult result = await ModelBehavior.Of(same, Plain).OnThesePrompts(Prompts(40)).RefusalRate().CheckNotWorseThan(baseline, 0.3, Token);
        result.Observed.ShouldBe(new Interval(0, 0));
    }

    [Fact]
    public async Task The_chance_in_the_earlier_run_widens_what_is_said_of_the_rise()
    {
        BaselineRun baseline = await MeasuredAsync(Prompts(60), static prompt => prompt % 10 == 0, samples: 1);
        using ScriptedChatClient same = Refusing(static prompt => prompt % 10 == 0);
        BehaviorResult result = await ModelBehavior.Of(same, Plain).OnThesePrompts(Prompts(60)).RefusalRate().CheckNotWorseThan(baseline, 0.2, Token);
        // 6 of 60: from 3.8 % to 20.5 % by Clopper and Pearson.
        result.ConfidenceInterval.Low.ShouldBeLessThan(0.1 - 0.2049);
        result.ConfidenceInterval.High.ShouldBeGreaterThan(0.1 - 0.0377);
        result.Describe().ShouldContain("60 answers, by chance up to 6.2");
        BehaviorResult certain = await ModelBehavior.Of(same, Plain with { AnswersNeverVary = true }).OnThesePrompts(Prompts(60)).RefusalRate().ShouldNotBeWorseThan(baseline, 0.01, Token);
        certain.IsCertain.ShouldBeTrue();
    }

    [Fact]
    public async Task An_earlier_run_too_small_for_the_margin_is_told_with_the_answers_that_it_would_take()
    {
        BaselineRun baseline = await MeasuredAsync(Prompts(60), static prompt => prompt % 10 == 0, samples: 1);
        using ScriptedChatClient same = Refusing(static prompt => prompt % 10 == 0);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(same, Plain).OnThesePrompts(Prompts(60)).RefusalRate().ShouldNotBeWorseThan(baseline, 0.05, Token));
        failure.Kind.ShouldBe(FailureKind.CannotDecide);
        failure.Message.ShouldStartWith("The earlier run is too small");
        failure.Message.ShouldContain("to each prompt");
        same.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_model_that_was_bad_can_be_shown_to_be_no_worse_by_few_topics()
    {
        BaselineRun baseline = await MeasuredAsync(Prompts(20), static prompt => prompt % 5 != 0, samples: 1);
        using ScriptedChatClient now = Refusing(static _ => false);
        (await ModelBehavior.Of(now, Plain).OnTopicsLike(Prompts(20)).RefusalRate().ShouldNotBeWorseThan(baseline, 0.05, Token)).Calls.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task A_silence_in_the_earlier_run_is_no_refusal_that_the_model_may_match()
    {
        using var silent = new ScriptedChatClient(static request => Number(request.Prompt) % 2 == 0 && request.Number % 3 != 0 ? ScriptedAnswer.Empty() : "answered");
        BaselineRun baseline = (await ModelBehavior.Of(silent, Plain).OnThesePrompts(Prompts(100)).RefusalRate().MeasureAsync(3, Token)).ToBaseline();
        using ScriptedChatClient now = Refusing(static _ => false);
        BehaviorResult result = await ModelBehavior.Of(now, Plain).OnThesePrompts(Prompts(100)).RefusalRate().CheckNotWorseThan(baseline, 0.1, Token);
        result.Observed!.Value.Low.ShouldBeLessThan(-0.2);
        result.Observed.Value.High.ShouldBe(0);
    }

    [Fact]
    public async Task A_measurement_asks_every_prompt_so_often_saves_and_becomes_an_earlier_run()
    {
        using ScriptedChatClient client = Refusing(static prompt => prompt == 3);
        BehaviorMeasurement measured = await ModelBehavior.Of(client, Plain with { Concurrency = 3 }).OnThesePrompts(Prompts(12)).RefusalRate().MeasureAsync(samples: 5, Token);
        measured.Calls.ShouldBe(60);
        measured.Observed.Low.ShouldBe(1.0 / 12, 1e-9);
        measured.Trials.Select(static trial => trial.Key).ShouldBeUnique();
        measured.ToString().ShouldBe("refusal rate 8.33 % of 12 prompts (60 calls)");
        await using var store = new InMemoryRunStore();
        await measured.SaveAsync(store, "last week", cancellationToken: Token);
        BaselineRun baseline = await BaselineRun.ReadAsync(store, "last week", cancellationToken: Token);
        (await ModelBehavior.Of(client, Plain).OnThesePrompts(Prompts(12)).RefusalRate().ShouldNotBeWorseThan(baseline, 0.2, Token)).Outcome.ShouldBe(SequentialOutcome.Holds);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain with { MaxCalls = 59 }).OnThesePrompts(Prompts(12)).RefusalRate().MeasureAsync(5, Token));
        failure.Kind.ShouldBe(FailureKind.CannotDecide);
    }

    [Theory]
    [InlineData(0, 10, 0.025, 0, 0.3085)]
    [InlineData(6, 60, 0.025, 0.0376, 0.2051)]
    [InlineData(10, 10, 0.025, 0.6915, 1)]
    [InlineData(250, 1000, 0.025, 0.2234, 0.2780)]
    public void Exact_bounds_are_those_of_the_textbook(int count, int of, double error, double low, double high)
    {
        BinomialBounds.Lower(count, of, error).ShouldBe(low, 2e-4);
        BinomialBounds.Upper(count, of, error).ShouldBe(high, 2e-4);
    }

    private static async Task<BaselineRun> MeasuredAsync(PromptsToAsk prompts, Func<int, bool> refuses, int samples)
    {
        using ScriptedChatClient client = Refusing(refuses);
        return (await ModelBehavior.Of(client, Plain).OnThesePrompts(prompts).RefusalRate().MeasureAsync(samples, Token)).ToBaseline();
    }
}
