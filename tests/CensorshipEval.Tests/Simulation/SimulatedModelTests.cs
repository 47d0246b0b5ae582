using CensorshipEval.Simulation;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Tests.Simulation;

public sealed class SimulatedModelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_a_chat_client_like_any_other()
    {
        using IChatClient model = new SimulatedModel(SimulationProfile.Open, TestCorpus.BuiltIn);
        ChatResponse response = await model.GetResponseAsync("What is the capital of France?", cancellationToken: Cancellation);
        response.Text.ShouldNotBeNullOrWhiteSpace();
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        response.ModelId.ShouldBe("simulated-open");
        model.GetService<ChatClientMetadata>()!.DefaultModelId.ShouldBe("simulated-open");
    }

    [Fact]
    public async Task The_same_question_has_the_same_answers_in_the_same_order()
    {
        Prompt prompt = TestCorpus.BuiltIn.Prompts.First(static p => p.Role == PromptRole.Sensitive && p.Jurisdiction.Code == "CN" && p.Language.Value == "zh-Hans");
        (await AnswersAsync(prompt)).ShouldBe(await AnswersAsync(prompt));
    }

    [Fact]
    public async Task A_retraction_is_seen_in_the_stream_and_leaves_only_the_notice_without_one()
    {
        using SimulatedModel model = Model(SimulatedBehavior.Retract);
        Prompt prompt = TestCorpus.Few[0];
        List<ChatResponseUpdate> updates = await model.GetStreamingResponseAsync(prompt.Text, cancellationToken: Cancellation).ToListAsync(Cancellation);
        updates.Count(static update => update.AdditionalProperties?.ContainsKey(ResponseSignals.ReplacesText) is true).ShouldBe(1);
        ChatResponse whole = await model.GetResponseAsync(prompt.Text, cancellationToken: Cancellation);
        whole.Text.Length.ShouldBeLessThan(string.Concat(updates.Select(static update => update.Text)).Length);
    }

    [Fact]
    public void A_rule_that_fits_first_holds()
    {
        using var model = new SimulatedModel(
            new SimulationProfile
            {
                Model = "m",
                Rules =
                [
                    new SimulationRule { Language = LanguageTag.Parse("zh-Hans"), Shares = Always(SimulatedBehavior.BlockInput) },
                    new SimulationRule { Shares = Always(SimulatedBehavior.Refuse) },
                ],
            },
            TestCorpus.BuiltIn);
        TestCorpus.Few.Select(static prompt => prompt.Language.Value).Distinct().ShouldBe(["en", "zh-Hans"], ignoreOrder: true);
        foreach (Prompt prompt in TestCorpus.Few)
            model.BehaviorFor(prompt, 0).ShouldBe(prompt.Language.Value == "zh-Hans" ? SimulatedBehavior.BlockInput : SimulatedBehavior.Refuse);
    }

    [Theory]
    [InlineData(0.6, 0.6)]
    [InlineData(-0.1, 0.1)]
    [InlineData(1.1, 0)]
    public void Shares_out_of_range_are_refused(double first, double second) => Should.Throw<InputException>(() => new SimulatedModel(
        new SimulationProfile
        {
            Model = "m",
            Rules = [new SimulationRule { Shares = new Dictionary<SimulatedBehavior, double> { [SimulatedBehavior.Refuse] = first, [SimulatedBehavior.Recite] = second } }],
        },
        TestCorpus.BuiltIn));

    private static Dictionary<SimulatedBehavior, double> Always(SimulatedBehavior behavior) => new() { [behavior] = 1 };

    private static SimulatedModel Model(SimulatedBehavior behavior) =>
        new(new SimulationProfile { Model = "m", Rules = [new SimulationRule { Shares = Always(behavior) }] }, TestCorpus.BuiltIn);

    private static async Task<List<string>> AnswersAsync(Prompt prompt)
    {
        using var model = new SimulatedModel(SimulationProfile.Censoring, TestCorpus.BuiltIn);
        var answers = new List<string>();
        for (int i = 0; i < 20; i++) answers.Add((await model.GetResponseAsync(prompt.Text, cancellationToken: Cancellation)).Text);
        answers.Distinct().Count().ShouldBeGreaterThan(1);
        return answers;
    }
}
