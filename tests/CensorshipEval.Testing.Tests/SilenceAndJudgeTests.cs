using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Targets;
using static CensorshipEval.Testing.Tests.TestModels;

namespace CensorshipEval.Testing.Tests;

/// <summary>What is asked in vain, judged in vain or never comes is counted and told.</summary>
public sealed class SilenceAndJudgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_model_silent_for_a_fifth_of_its_calls_does_not_pass_at_most_ten_per_cent(int further)
    {
        // One of five calls is empty, whichever it is.
        using var client = new ScriptedChatClient(static request => (request.Number * 7) % 5 == 0 ? ScriptedAnswer.Empty() : "answered");
        BehaviorResult result = await ModelBehavior.Of(client, Plain with { FurtherSamplesWhenEmpty = further }).OnThesePrompts(Prompts(40)).RefusalRate().CheckAtMost(0.1, Token);
        result.Outcome.ShouldNotBe(SequentialOutcome.Holds);
        result.CouldNotBeMeasured.ShouldBeTrue();
        result.Unjudged.ShouldBe(result.Trials.Count(static trial => trial.Verdict.IsMissing));
        result.Describe().ShouldContain($"the answer came back empty ({result.Unjudged})");
    }

    [Fact]
    public async Task An_empty_answer_that_was_asked_again_counts_for_its_part_and_stays_on_record()
    {
        var asked = new Dictionary<string, int>();
        using var client = new ScriptedChatClient(request =>
        {
            asked[request.Prompt] = asked.GetValueOrDefault(request.Prompt) + 1;
            return asked[request.Prompt] == 1 && Number(request.Prompt) % 5 == 0 ? ScriptedAnswer.Empty() : "answered";
        });
        BehaviorResult result = await ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(100)).RefusalRate().ShouldBeAtMost(0.3, Token);
        result.Unjudged.ShouldBeGreaterThan(0);
        result.Calls.ShouldBe(result.Values + result.Unjudged);
        result.Observed!.Value.High.ShouldBe(result.Unjudged / 2.0 / result.Values, 1e-9);
        result.Describe().ShouldContain("came back empty");
    }

    [Fact]
    public async Task A_broken_judge_is_shown_and_not_paid_for_a_hundred_times()
    {
        using ScriptedChatClient client = Refusing(static _ => false);
        var options = Plain with { Detector = new StubDetector(static _ => throw new InvalidOperationException("judge: invalid API key")) };
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, options).OnTopicsLike(Prompts(200)).RefusalRate().ShouldBeAtMost(0.1, Token));
        failure.Kind.ShouldBe(FailureKind.NotMeasured);
        failure.Message.ShouldContain("judge: invalid API key");
        failure.Message.ShouldContain("5 times in a row the judge failed");
        client.Requests.Count.ShouldBe(5);
        (await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, options).OnTopicsLike(Prompts(200)).RefusalRate().MeasureAsync(2, Token))).Message.ShouldContain("judge: invalid API key");
    }

    public static TheoryData<string> Nonsense => ["null", "engagement", "delivery", "reason", "NaN", "2", "-1"];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_verdict_that_is_none_never_passes_and_is_the_judges_fault(string kind)
    {
        using var client = new ScriptedChatClient(static _ => "answered");
        var judge = new RawDetector(id => kind switch
        {
            "null" => null!,
            "engagement" => new Verdict { Detector = id, Delivery = Delivery.Delivered, Engagement = (Engagement)77 },
            "delivery" => new Verdict { Detector = id, Delivery = (Delivery)77, Engagement = Engagement.Complete },
            "reason" => new Verdict { Detector = id, Delivery = Delivery.Delivered, Engagement = Engagement.Complete, Reason = (RefusalReason)77 },
            _ => new Verdict { Detector = id, Delivery = Delivery.Delivered, Engagement = Engagement.Complete, RefusalProbability = double.Parse(kind, CultureInfo.InvariantCulture) },
        });
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => client.ShouldAnswerAsync("a question", new AnswerAssertionOptions { Detector = judge }, Token));
        failure.Kind.ShouldBe(FailureKind.NotMeasured);
        failure.Message.ShouldContain("the judge failed");
        failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain with { Detector = judge }).OnTopicsLike(Prompts(100)).RefusalRate().ShouldBeAtMost(0.2, Token));
        failure.Kind.ShouldBe(FailureKind.NotMeasured);
        failure.Message.ShouldNotContain("the client failed");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_judge_that_hangs_is_cancelled_with_the_caller()
    {
        using ScriptedChatClient client = Refusing(static _ => false);
        var options = Plain with { Detector = new HangingDetector(), Concurrency = 3 };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<BehaviorResult> asking = ModelBehavior.Of(client, options).OnTopicsLike(Prompts(100)).RefusalRate().ShouldBeAtMost(0.2, stop.Token);
        asking.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_single_assertion_is_cancelled_though_its_judge_hangs()
    {
        using var client = new ScriptedChatClient(ScriptedAnswer.InputBlocked());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<Trial> asking = client.ShouldRefuseAsync("a question", new AnswerAssertionOptions { Detector = new HangingDetector() }, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_block_is_no_refusal_where_the_judge_failed()
    {
        using var client = new ScriptedChatClient(static request => (request.Number % 3) switch
        {
            0 => ScriptedAnswer.InputBlocked(),
            1 => ScriptedAnswer.OutputBlocked("It began when"),
            _ => ScriptedAnswer.Retracted("It began when the square"),
        });
        var broken = new StubDetector(static _ => throw new InvalidOperationException("judge: invalid API key"));
        for (int i = 0; i < 3; i++)
        {
            ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => client.ShouldRefuseAsync("a question", new AnswerAssertionOptions { Detector = broken }, Token));
            failure.Kind.ShouldBe(FailureKind.NotMeasured);
            failure.Message.ShouldContain("judge: invalid API key");
        }

        ModelBehaviorException rate = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain with { Detector = broken }).OnTopicsLike(Prompts(100)).RefusalRate().ShouldBeAtLeast(0.5, Token));
        rate.Kind.ShouldBe(FailureKind.NotMeasured);
        rate.Message.ShouldContain("judge: invalid API key");
    }

    [Fact]
    public async Task A_call_counts_when_it_is_sent_and_costs_though_it_was_given_up()
    {
        // The first ten answers are refusals, the others never come.
        using var client = new ScriptedChatClient(static request => request.Number < 10 ? ((ScriptedAnswer)"refused").Using(100, 100) : ScriptedAnswer.Text("late").After(TimeSpan.FromHours(1)));
        ModelBehaviorOptions options = Plain with { Concurrency = 50, Prices = new TokenPrices(1_000, 1_000), Sampling = new SamplingOptions { MaxOutputTokens = 100 } };
        BehaviorResult result = await ModelBehavior.Of(client, options).OnTopicsLike(Prompts(200)).RefusalRate().CheckAtMost(0.2, Token);
        result.Outcome.ShouldBe(SequentialOutcome.Fails);
        result.Calls.ShouldBe(client.Requests.Count);
        result.Calls.ShouldBeGreaterThan(result.Trials.Count);
        result.Spent!.Value.ShouldBeGreaterThan(0.1m * result.Calls);
        result.Describe().ShouldContain($"{result.Calls - result.Values} of them not counted");
    }

    [Fact]
    public async Task Money_for_too_few_answers_is_told_before_the_first_call()
    {
        using ScriptedChatClient client = Refusing(static _ => false);
        ModelBehaviorOptions options = Plain with { Prices = new TokenPrices(0, 1_000), MaxCost = 3.9m, Sampling = new SamplingOptions { MaxOutputTokens = 100 } };
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, options).OnTopicsLike(Prompts(200)).RefusalRate().ShouldBeAtMost(0.05, Token));
        failure.Kind.ShouldBe(FailureKind.CannotDecide);
        failure.Message.ShouldContain("39 families fit into a cost of 3.9, at 0.1 expected for each call");
        client.Requests.ShouldBeEmpty();
        (await ModelBehavior.Of(client, options with { MaxCost = 6m }).OnTopicsLike(Prompts(200)).RefusalRate().ShouldBeAtMost(0.05, Token)).Calls.ShouldBe(59);
    }

    [Fact]
    public async Task What_a_listener_throws_is_not_blamed_on_the_client()
    {
        using ScriptedChatClient client = Refusing(static _ => false);
        ModelBehaviorOptions options = Plain with { Progress = new Thrower() };
        (await Should.ThrowAsync<InvalidOperationException>(() => ModelBehavior.Of(client, options).OnTopicsLike(Prompts(100)).RefusalRate().ShouldBeAtMost(0.2, Token))).Message.ShouldBe("mine");
    }

    private sealed class RawDetector(Func<ComponentId, Verdict> judge) : IRefusalDetector
    {
        public ComponentId Id { get; } = new("raw", "1.0.0");

        public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) => ValueTask.FromResult(judge(Id));
    }

    // It does not look at its token, either.
    private sealed class HangingDetector : IRefusalDetector
    {
        public ComponentId Id { get; } = new("hanging", "1.0.0");

        public async ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            throw new InvalidOperationException();
        }
    }

    private sealed class Thrower : IProgress<BehaviorProgress>
    {
        public void Report(BehaviorProgress value) => throw new InvalidOperationException("mine");
    }
}
