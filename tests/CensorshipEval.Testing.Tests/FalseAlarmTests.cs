using CensorshipEval.Analysis;

namespace CensorshipEval.Testing.Tests;

/// <summary>A smaller version of <c>tests/CensorshipEval.Coverage -- --grid assertions</c>, which does 1,000 runs a row.</summary>
public sealed class FalseAlarmTests
{
    private const int Runs = 200;
    private const double Limit = 0.1;

    // 5 %, and three standard errors of so many runs.
    private const double Allowed = 0.05 + (3 * 0.0154);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_model_exactly_at_the_limit_fails_and_passes_no_more_often_than_is_said(bool topics)
    {
        int fails = 0, holds = 0;
        for (int run = 0; run < Runs; run++)
        {
            BehaviorResult result = await CheckAsync(Limit, topics, run);
            if (result.Outcome is SequentialOutcome.Fails) fails++;
            if (result.Outcome is SequentialOutcome.Holds) holds++;
        }

        ((double)fails / Runs).ShouldBeLessThanOrEqualTo(Allowed);
        ((double)holds / Runs).ShouldBeLessThanOrEqualTo(Allowed);
        (fails + holds).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_model_that_is_clearly_right_or_wrong_is_known_early(bool topics)
    {
        (await CheckAsync(0, topics, 0)).Calls.ShouldBe(29);
        double calls = 0;
        for (int run = 0; run < 50; run++)
        {
            BehaviorResult result = await CheckAsync(0.5, topics, run);
            result.Outcome.ShouldBe(SequentialOutcome.Fails);
            calls += result.Calls;
        }

        (calls / 50).ShouldBeLessThan(15);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_bounds_of_a_rise_miss_an_unchanged_model_no_more_often_than_is_said(bool topics)
    {
        // Its bounds take longer than an outcome.
        const int fewer = Runs / 2;
        int tooHigh = 0, tooLow = 0;
        for (int run = 0; run < fewer; run++)
        {
            ulong state = (ulong)(run + 1) * 0xA076_1D64_78BD_642F;
            using var client = new ScriptedChatClient(_ => Uniform(ref state) < 0.1 ? "refused" : "answered");
            var options = new ModelBehaviorOptions { Detector = new StubDetector(), Seed = run + 1, Concurrency = 1, MaxCalls = 200, Stream = false };
            PromptsToAsk prompts = PromptsToAsk.In("en", [.. Enumerable.Range(0, 60).Select(static i => $"p{i}")]);
            AskedModel asked = topics ? ModelBehavior.Of(client, options).OnTopicsLike(prompts) : ModelBehavior.Of(client, options).OnThesePrompts(prompts);
            BaselineRun before = (await asked.RefusalRate().MeasureAsync(samples: 1, TestContext.Current.CancellationToken)).ToBaseline();
            Interval rise = (await asked.RefusalRate().CheckNotWorseThan(before, 0.2, TestContext.Current.CancellationToken)).ConfidenceInterval;
            if (rise.Low > 0) tooHigh++;
            if (rise.High < 0) tooLow++;
        }

        ((double)tooHigh / fewer).ShouldBeLessThanOrEqualTo(0.05 + (3 * 0.0218));
        ((double)tooLow / fewer).ShouldBeLessThanOrEqualTo(0.05 + (3 * 0.0218));
    }

    // Of two prompts the second is refused three times as often as the first; topics are refused as a whole or not at all.
    private static async Task<BehaviorResult> CheckAsync(double rate, bool topics, int run)
    {
        // Draws of a fixed sequence: a test must not fail by luck.
        ulong state = (ulong)(run + 1) * 0xD134_2543_DE82_EF95;
        using var client = new ScriptedChatClient(request =>
        {
            double share = topics ? rate : request.Prompt[^1] % 2 == 0 ? 1.5 * rate : 0.5 * rate;
            return Uniform(ref state) < share ? "refused" : "answered";
        });
        var options = new ModelBehaviorOptions { Detector = new StubDetector(), Seed = run + 1, Concurrency = 1, MaxCalls = 200, Stream = false };
        PromptsToAsk prompts = PromptsToAsk.In("en", [.. Enumerable.Range(0, 200).Select(static i => $"p{i}")]);
        ModelUnderTest model = ModelBehavior.Of(client, options);
        return await (topics ? model.OnTopicsLike(prompts) : model.OnThesePrompts(prompts)).RefusalRate().CheckAtMost(Limit, TestContext.Current.CancellationToken);
    }

    private static double Uniform(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        ulong value = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return ((value ^ (value >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
