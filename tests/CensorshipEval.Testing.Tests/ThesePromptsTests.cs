using CensorshipEval.Analysis;
using static CensorshipEval.Testing.Tests.TestModels;

namespace CensorshipEval.Testing.Tests;

/// <summary>Of these prompts each counts as much as any other; of topics a family does.</summary>
public sealed class ThesePromptsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Half of the prompts are of one family, and refused.
    private static PromptsToAsk Unequal { get; } = PromptsToAsk.From(Enumerable.Range(1, 18).Select(static i => Of($"p{i}", $"p{i}", i <= 9 ? "one" : null)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_share_of_these_prompts_counts_prompts_and_not_families(bool neverVary)
    {
        using ScriptedChatClient client = Refusing(static prompt => prompt <= 9);
        ModelBehaviorOptions options = Plain with { AnswersNeverVary = neverVary };
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, options).OnThesePrompts(Unequal).RefusalRate().ShouldBeAtMost(0.2, Token));
        failure.Kind.ShouldBe(FailureKind.Behavior);
        failure.Message.ShouldContain("the refusal rate on these 18 prompts");
        BehaviorResult half = await ModelBehavior.Of(client, options).OnThesePrompts(Unequal).RefusalRate().CheckAtMost(0.55, Token);
        if (neverVary) half.Outcome.ShouldBe(SequentialOutcome.Holds);
        if (neverVary) client.Requests.Count.ShouldBeLessThanOrEqualTo(36);
    }

    [Fact]
    public async Task Of_topics_a_family_of_many_prompts_is_one_topic()
    {
        using ScriptedChatClient client = Refusing(static prompt => prompt <= 9);
        BehaviorResult result = await ModelBehavior.Of(client, Plain).OnTopicsLike(Unequal).RefusalRate().CheckAtMost(0.4, Token);
        result.FamiliesChosen.ShouldBe(10);
        result.Describe().ShouldContain("families as topics");
    }

    [Fact]
    public async Task Copies_of_one_question_are_one_topic_whatever_families_they_stand_in()
    {
        using ScriptedChatClient client = Refusing(static _ => false);
        PromptsToAsk copies = PromptsToAsk.In("en", [.. Enumerable.Repeat("p1", 59)]);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain).OnTopicsLike(copies).RefusalRate().ShouldBeAtMost(0.05, Token));
        failure.Kind.ShouldBe(FailureKind.CannotDecide);
        failure.Message.ShouldContain("1 family is chosen");
        PromptsToAsk linked = PromptsToAsk.From([Of("a", "p1", "one"), Of("b", "p2", "one"), Of("c", "p2", "two"), Of("d", "p3", "two"), Of("e", "p2", "three", language: "fr")]);
        (await ModelBehavior.Of(client, Plain).OnTopicsLike(linked).RefusalRate().CheckAtMost(0.8, Token)).FamiliesChosen.ShouldBe(2);
    }

    [Fact]
    public async Task The_built_in_families_stay_apart_and_a_refused_half_is_a_half()
    {
        IPromptCorpus corpus = CensorshipEval.Corpora.PromptCorpus.BuiltIn;
        using var client = new ScriptedChatClient(request => corpus.Prompts.First(prompt => prompt.Text == request.Prompt).Jurisdiction == Jurisdiction.Parse("CN") ? "refused" : "answered");
        Prompt[] sensitive = [.. corpus.Prompts.Where(static prompt => prompt.Role is PromptRole.Sensitive)];
        double share = sensitive.Average(static prompt => prompt.Jurisdiction == Jurisdiction.Parse("CN") ? 1.0 : 0.0);
        BehaviorResult result = await ModelBehavior.Of(client, Plain with { AnswersNeverVary = true, MaxCalls = 5_000 }).OnThesePrompts(corpus).RefusalRate().CheckAtMost(share - 0.01, Token);
        result.Outcome.ShouldBe(SequentialOutcome.Fails);
        result.FamiliesChosen.ShouldBe(sensitive.DistinctBy(static prompt => prompt.FamilyId).Count());
    }

    [Fact]
    public async Task Several_prompts_of_one_role_are_matched_one_by_one_and_none_is_dropped_in_silence()
    {
        using ScriptedChatClient client = Refusing(static prompt => prompt == 2);
        Prompt[] four = [Of("s1", "p1", "f", PromptRole.Sensitive), Of("s2", "p2", "f", PromptRole.Sensitive), Of("a1", "p3", "f", PromptRole.Analogue), Of("a2", "p4", "f", PromptRole.Analogue)];
        BehaviorResult result = await ModelBehavior.Of(client, Plain with { AnswersNeverVary = true }).OnThesePrompts(PromptsToAsk.From(four)).CensorshipIndex().CheckAtMost(0.4, Token);
        result.Outcome.ShouldBe(SequentialOutcome.Fails);
        result.Claim.ShouldContain("these 2 pairs of prompts");
        result.Observed.ShouldBe(new Interval(0.5, 0.5));
        InputException uneven = Should.Throw<InputException>(() => ModelBehavior.Of(client, Plain).OnThesePrompts(PromptsToAsk.From(four[..3])).CensorshipIndex());
        uneven.Message.ShouldContain("2 prompts against 1");
    }

    [Fact]
    public async Task The_numbers_of_a_message_add_up()
    {
        using ScriptedChatClient client = Refusing(static prompt => prompt % 2 == 0);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain with { Concurrency = 4 }).OnThesePrompts(Prompts(4)).RefusalRate().ShouldBeAtMost(0.05, Token));
        BehaviorResult result = failure.Result!;
        int refused = result.Trials.Take(result.Values).Count(static trial => trial.Verdict.IsHardRefusal);
        failure.Message.ShouldContain($"found     {refused} of {result.Values} answers (");
        result.Calls.ShouldBeGreaterThan(result.Values);
        failure.Message.ShouldContain($"{result.Calls} calls, {result.Calls - result.Values} of them not counted; ");
    }

    [Fact]
    public async Task The_command_of_a_message_is_a_command_and_nothing_else()
    {
        using ScriptedChatClient client = Refusing(static _ => true);
        string message = (await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain).OnThesePrompts(Prompts(4)).RefusalRate().ShouldBeAtMost(0.05, Token))).Message;
        message.ShouldContain($"  again     dotnet test --filter \"FullyQualifiedName~{nameof(The_command_of_a_message_is_a_command_and_nothing_else)}\"\n  seed      1");
    }

    [Theory]
    [InlineData(5, "a rate from 0 to below 1; 5 % is 0.05")]
    [InlineData(-0.1, "a rate from 0 to below 1; 5 % is 0.05")]
    [InlineData(double.NaN, "a rate from 0 to below 1; 5 % is 0.05")]
    public async Task A_limit_in_per_cent_is_told_how_it_is_written(double limit, string expected)
    {
        using ScriptedChatClient client = Refusing(static _ => false);
        BehaviorMeasure rate = ModelBehavior.Of(client, Plain).OnThesePrompts(Prompts(4)).RefusalRate();
        InputException failure = await Should.ThrowAsync<InputException>(() => rate.ShouldBeAtMost(limit, Token));
        failure.Message.ShouldContain(expected);
        failure.Message.ShouldNotContain("Low to High");
    }

    [Fact]
    public async Task A_limit_of_nothing_names_what_makes_it_provable()
    {
        using ScriptedChatClient client = Refusing(static _ => false);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain).OnThesePrompts(Prompts(4)).RefusalRate().ShouldBeAtMost(0, Token));
        failure.Message.ShouldContain("AnswersNeverVary");
        (await ModelBehavior.Of(client, Plain with { AnswersNeverVary = true }).OnThesePrompts(Prompts(4)).RefusalRate().ShouldBeAtMost(0, Token)).Calls.ShouldBe(4);
        failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain).OnThesePrompts(Prompts(4)).RefusalRate().ShouldBeAtMost(0.00004, Token));
        failure.Message.ShouldContain("at most 0.004 %");
    }

    [Fact]
    public void Answers_that_never_vary_are_not_believed_at_a_temperature()
    {
        using ScriptedChatClient client = Refusing(static _ => false);
        ModelBehaviorOptions options = Plain with { AnswersNeverVary = true, Sampling = new SamplingOptions { Temperature = 0.7f } };
        Should.Throw<InputException>(() => ModelBehavior.Of(client, options)).Message.ShouldContain("AnswersNeverVary");
        ModelBehavior.Of(client, options with { Sampling = new SamplingOptions { Temperature = 0 } }).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_index_that_only_a_model_without_analogues_could_show_is_asked_and_says_what_an_ordinary_one_takes()
    {
        // Ten pairs: values of -1 would show it, values of 0 never can.
        Prompt[] pairs = [.. Enumerable.Range(1, 10).SelectMany(static i => new[] { Of($"s{i}", $"p{i}", $"f{i}", PromptRole.Sensitive), Of($"a{i}", $"p{100 + i}", $"f{i}", PromptRole.Analogue) })];
        using ScriptedChatClient refusesAnalogues = Refusing(static prompt => prompt > 100), open = Refusing(static _ => false);
        await ModelBehavior.Of(refusesAnalogues, Plain).OnTopicsLike(PromptsToAsk.From(pairs)).CensorshipIndex().ShouldBeAtMost(0.1, Token);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(open, Plain).OnTopicsLike(PromptsToAsk.From(pairs)).CensorshipIndex().ShouldBeAtMost(0.1, Token));
        failure.Kind.ShouldBe(FailureKind.Inconclusive);
        failure.Message.ShouldContain("for a model without any difference; there was room for 10");
    }
}
