using CensorshipEval.Analysis;
using CensorshipEval.Corpora;
using CensorshipEval.Running;
using CensorshipEval.Simulation;
using CensorshipEval.Storage;
using CensorshipEval.Targets;

namespace CensorshipEval.Testing.Tests;

public sealed class BehaviorAssertionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ModelBehaviorOptions Plain { get; } = new() { Detector = new StubDetector(), Concurrency = 1 };

    [Fact]
    public async Task A_clean_model_passes_with_as_few_answers_as_can_show_it()
    {
        using ScriptedChatClient client = Answering(static _ => false);
        BehaviorResult result = await ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(200)).RefusalRate().ShouldBeAtMost(0.05, Token);
        result.Outcome.ShouldBe(SequentialOutcome.Holds);
        result.Calls.ShouldBe(59);
        result.Families.ShouldBe(59);
        client.Requests.Count.ShouldBe(59);
        result.Trials.Count.ShouldBe(59);
        result.Trials.Select(static trial => trial.Key).ShouldBeUnique();
        result.ConfidenceInterval.High.ShouldBeLessThanOrEqualTo(0.05);
    }

    [Fact]
    public async Task A_model_that_refuses_much_fails_early_with_examples()
    {
        using ScriptedChatClient client = Answering(static prompt => prompt % 2 == 0);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(200)).RefusalRate().ShouldBeAtMost(0.05, Token));
        failure.Kind.ShouldBe(FailureKind.Behavior);
        failure.Result!.Calls.ShouldBeLessThan(20);
        failure.Trials.Count.ShouldBe(failure.Result.Calls);
        foreach (string part in new[] { "The refusal rate on topics like these is above 5 %", "95 % confidence", "example", "\n  seed      1", "dotnet test --filter", nameof(A_model_that_refuses_much_fails_early_with_examples) })
            failure.Message.ShouldContain(part);
    }

    [Fact]
    public async Task Families_too_few_to_show_it_are_told_before_the_first_call()
    {
        using ScriptedChatClient client = Answering(static _ => false);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(20)).RefusalRate().ShouldBeAtMost(0.05, Token));
        failure.Kind.ShouldBe(FailureKind.CannotDecide);
        failure.Message.ShouldContain("59 families");
        failure.Message.ShouldContain("20 families are chosen");
        failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain with { MaxCalls = 30 }).OnThesePrompts(Prompts(20)).RefusalRate().ShouldBeAtMost(0.05, Token));
        failure.Message.ShouldContain("59 answers");
        failure.Message.ShouldContain("30 answers fit into 30 calls");
        failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(200)).RefusalRate().ShouldBeAtMost(0, Token));
        failure.Message.ShouldContain("no number of answers could show it");
        client.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_decided_fails_whatever_is_chosen_for_what_is_inconclusive()
    {
        using ScriptedChatClient client = Answering(static _ => false);
        ModelBehaviorOptions options = Plain with { WhenInconclusive = InconclusiveAction.Warn(static _ => { }) };
        (await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, options).OnTopicsLike(Prompts(20)).RefusalRate().ShouldBeAtMost(0.05, Token))).Kind.ShouldBe(FailureKind.CannotDecide);
    }

    [Fact]
    public async Task These_prompts_can_be_fewer_since_they_are_asked_more_than_once()
    {
        using ScriptedChatClient client = Answering(static _ => false);
        BehaviorResult result = await ModelBehavior.Of(client, Plain).OnThesePrompts(Prompts(20)).RefusalRate().ShouldBeAtMost(0.05, Token);
        result.Calls.ShouldBe(59);
        result.Families.ShouldBeLessThanOrEqualTo(20);
        result.IsCertain.ShouldBeFalse();
        result.Trials.Select(static trial => trial.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task Of_a_model_that_never_varies_every_prompt_of_a_list_is_asked_at_most_once_and_no_doubt_is_left()
    {
        using ScriptedChatClient client = Answering(static prompt => prompt == 7);
        ModelBehaviorOptions options = Plain with { AnswersNeverVary = true };
        BehaviorResult result = await ModelBehavior.Of(client, options).OnThesePrompts(Prompts(20)).RefusalRate().ShouldBeAtMost(0.05, Token);
        result.Calls.ShouldBeLessThanOrEqualTo(20);
        client.Requests.Select(static request => request.Prompt).ShouldBeUnique();
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, options).OnThesePrompts(Prompts(20)).RefusalRate().ShouldBeAtMost(0.04, Token));
        failure.Result!.IsCertain.ShouldBeTrue();
        failure.Message.ShouldContain("no doubt is left");
    }

    [Fact]
    public async Task The_two_estimands_are_named_in_the_claim()
    {
        using ScriptedChatClient client = Answering(static _ => false);
        (await ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(60)).RefusalRate().ShouldBeAtMost(0.2, Token)).Claim.ShouldBe("the refusal rate on topics like these is at most 20 %");
        (await ModelBehavior.Of(client, Plain).OnThesePrompts(Prompts(60)).RefusalRate().ShouldBeAtMost(0.2, Token)).Claim.ShouldBe("the refusal rate on these 60 prompts is at most 20 %");
    }

    [Fact]
    public async Task What_is_inconclusive_fails_skips_or_warns_as_the_caller_chose_and_never_passes_in_silence()
    {
        using ScriptedChatClient client = Answering(static prompt => prompt % 20 == 0);
        PromptsToAsk prompts = Prompts(100);
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain).OnTopicsLike(prompts).RefusalRate().ShouldBeAtMost(0.05, Token));
        failure.Kind.ShouldBe(FailureKind.Inconclusive);
        failure.Message.ShouldStartWith("It is not shown whether the refusal rate");

        var skipped = Plain with { WhenInconclusive = InconclusiveAction.Skip(static message => throw new SkippedException(message)) };
        (await Should.ThrowAsync<SkippedException>(() => ModelBehavior.Of(client, skipped).OnTopicsLike(prompts).RefusalRate().ShouldBeAtMost(0.05, Token))).Message.ShouldBe(failure.Message.ReplaceLineEndings("\n"));

        var halfSkipped = Plain with { WhenInconclusive = InconclusiveAction.Skip(static _ => { }) };
        (await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, halfSkipped).OnTopicsLike(prompts).RefusalRate().ShouldBeAtMost(0.05, Token))).Kind.ShouldBe(FailureKind.Inconclusive);

        var warnings = new List<string>();
        var warned = Plain with { WhenInconclusive = InconclusiveAction.Warn(warnings.Add) };
        (await ModelBehavior.Of(client, warned).OnTopicsLike(prompts).RefusalRate().ShouldBeAtMost(0.05, Token)).Outcome.ShouldBe(SequentialOutcome.Inconclusive);
        warnings.ShouldHaveSingleItem().ShouldStartWith("It is not shown");
    }

    [Theory]
    [InlineData("transport")]
    [InlineData("empty")]
    [InlineData("undetermined")]
    [InlineData("broken judge")]
    public async Task Nothing_that_could_be_judged_never_passes_and_never_says_that_the_model_refuses(string failing)
    {
        IRefusalDetector detector = failing switch
        {
            "undetermined" => new StubDetector(static _ => Engagement.Undetermined),
            "broken judge" => new StubDetector(static _ => throw new InvalidOperationException("broken")),
            _ => new StubDetector(),
        };
        ScriptedAnswer answer = failing switch { "transport" => ScriptedAnswer.Fails(), "empty" => ScriptedAnswer.Empty(), _ => "answered" };
        using var client = new ScriptedChatClient(_ => answer);
        ModelBehaviorOptions options = Plain with { Detector = detector, WhenInconclusive = InconclusiveAction.Warn(static _ => Assert.Fail("It could not be measured; that is no doubt that a warning settles.")) };
        foreach (bool atMost in new[] { true, false })
        {
            BehaviorMeasure rate = ModelBehavior.Of(client, options).OnTopicsLike(Prompts(100)).RefusalRate();
            ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => atMost ? rate.ShouldBeAtMost(0.1, Token) : rate.ShouldBeAtLeast(0.9, Token));
            failure.Kind.ShouldBe(FailureKind.NotMeasured);
            failure.Message.ShouldStartWith("It is not known whether");
            failure.Message.ShouldContain("unjudged");
            if (failing is "transport") failure.Result!.Calls.ShouldBe(5);
        }
    }

    [Fact]
    public async Task A_silence_among_answers_counts_against_the_claim_in_both_directions()
    {
        // One in five comes back empty, none is refused: "at most 10 %" is not shown, and neither is its opposite.
        using var client = new ScriptedChatClient(static request => Number(request) % 5 == 0 ? ScriptedAnswer.Empty() : "answered");
        BehaviorResult result = await ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(200)).RefusalRate().CheckAtMost(0.1, Token);
        result.Outcome.ShouldBe(SequentialOutcome.Inconclusive);
        result.CouldNotBeMeasured.ShouldBeTrue();
        result.Observed!.Value.Low.ShouldBe(0);
        result.Observed.Value.High.ShouldBeGreaterThan(0.1);
        result.ConfidenceInterval.Low.ShouldBe(0);
        result.Trials.Count(static trial => trial.Verdict.IsMissing).ShouldBe(result.Unjudged);
    }

    [Fact]
    public async Task It_never_makes_more_calls_or_spends_more_than_was_allowed()
    {
        using ScriptedChatClient client = new(static _ => ((ScriptedAnswer)"answered").Using(100, 100));
        ModelBehaviorOptions options = Plain with { MaxCalls = 80, Concurrency = 7 };
        BehaviorResult few = await ModelBehavior.Of(Answering(static prompt => prompt % 20 == 0), options).OnTopicsLike(Prompts(200)).RefusalRate().CheckAtMost(0.05, Token);
        few.Calls.ShouldBeLessThanOrEqualTo(80);
        ModelBehaviorOptions priced = Plain with { Prices = new TokenPrices(1_000, 1_000), MaxCost = 4m, Concurrency = 3, Sampling = new SamplingOptions { MaxOutputTokens = 50 } };
        BehaviorResult poor = await ModelBehavior.Of(client, priced).OnTopicsLike(Prompts(200)).RefusalRate().CheckAtMost(0.05, Token);
        poor.Outcome.ShouldBe(SequentialOutcome.Inconclusive);
        poor.Spent!.Value.ShouldBe(4m);
        poor.Why.ShouldContain("limit of cost");
        client.Requests.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_client_that_fails_for_good_ends_it_with_what_was_asked_so_far()
    {
        using var client = new ScriptedChatClient(static request => request.Number < 10 ? "answered" : throw new NotSupportedException("no such model"));
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(100)).RefusalRate().ShouldBeAtMost(0.05, Token));
        failure.Kind.ShouldBe(FailureKind.NotMeasured);
        failure.Message.ShouldContain("no such model");
        failure.Trials.Count.ShouldBe(10);
    }

    [Fact]
    public async Task It_stops_when_it_is_told_to()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var client = new ScriptedChatClient(request =>
        {
            if (request.Number == 5) stop.Cancel();
            return "answered";
        });
        await Should.ThrowAsync<OperationCanceledException>(() => ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(100)).RefusalRate().ShouldBeAtMost(0.05, stop.Token));
        client.Requests.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public async Task What_it_says_does_not_depend_on_how_many_calls_are_in_flight(int concurrency)
    {
        using ScriptedChatClient client = Answering(static prompt => prompt % 7 == 0);
        BehaviorResult result = await ModelBehavior.Of(client, Plain with { Concurrency = concurrency }).OnTopicsLike(Prompts(200)).RefusalRate().CheckAtMost(0.05, Token);
        using ScriptedChatClient again = Answering(static prompt => prompt % 7 == 0);
        BehaviorResult one = await ModelBehavior.Of(again, Plain).OnTopicsLike(Prompts(200)).RefusalRate().CheckAtMost(0.05, Token);
        (result.Outcome, result.Values, result.Observed).ShouldBe((one.Outcome, one.Values, one.Observed));
        result.Calls.ShouldBeInRange(one.Calls, one.Calls + concurrency);
        result.Trials.Count.ShouldBe(result.Calls);
    }

    [Fact]
    public async Task Answers_that_came_after_it_was_clear_stay_on_record()
    {
        // The second call of each pair never ends, so that the first has come and its pair never will.
        int calls = 0;
        using var client = new ScriptedChatClient(_ => Interlocked.Increment(ref calls) <= 40 || calls % 2 == 0 ? "refused" : ScriptedAnswer.Text("late").After(TimeSpan.FromHours(1)));
        BehaviorResult result = await ModelBehavior.Of(client, Plain with { Concurrency = 40 }).OnTopicsLike(PromptCorpus.BuiltIn.In("en", "fr").About("CN")).RefusalRate().CheckAtMost(0.3, Token);
        result.Outcome.ShouldBe(SequentialOutcome.Fails);
        result.Trials.Count.ShouldBe(result.Calls);
        result.Trials.Select(static trial => trial.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task Progress_is_told_after_every_value()
    {
        var told = new List<BehaviorProgress>();
        using ScriptedChatClient client = Answering(static _ => false);
        await ModelBehavior.Of(client, Plain with { Progress = new Told(told) }).OnTopicsLike(Prompts(60)).RefusalRate().ShouldBeAtMost(0.2, Token);
        told.Select(static progress => progress.Values).ShouldBe(Enumerable.Range(1, 14));
        told[^1].Outcome.ShouldBe(SequentialOutcome.Holds);
    }

    [Fact]
    public async Task An_index_is_a_difference_so_that_caution_everywhere_is_no_censorship()
    {
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        ModelBehaviorOptions options = new() { MaxCalls = 3_000 };
        var cautious = new SimulationProfile { Model = "cautious", Rules = [new SimulationRule { Shares = new Dictionary<SimulatedBehavior, double> { [SimulatedBehavior.Refuse] = 1 } }] };
        using var everywhere = new SimulatedModel(cautious, corpus);
        using var censor = new SimulatedModel(SimulationProfile.Censoring, corpus);
        PromptsToAsk china = corpus.In("en", "zh-Hans").About("CN");
        BehaviorResult index = await ModelBehavior.Of(everywhere, options).OnTopicsLike(china).CensorshipIndex().ShouldBeAtMost(0.2, Token);
        index.Describe().ShouldContain("analogues are refused, too");
        await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(everywhere, options).OnTopicsLike(china).RefusalRate().ShouldBeAtMost(0.2, Token));
        ModelBehaviorException failure = await Should.ThrowAsync<ModelBehaviorException>(() => ModelBehavior.Of(censor, options).OnTopicsLike(china).CensorshipIndex().ShouldBeAtMost(0.1, Token));
        failure.Kind.ShouldBe(FailureKind.Behavior);
        failure.Message.ShouldContain("The censorship index on topics like these is above 10 points");
    }

    [Fact]
    public async Task The_sentences_of_the_documentation_hold_for_its_model()
    {
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        using var client = new SimulatedModel(SimulationProfile.Open, corpus);
        await ModelBehavior.Of(client).OnTopicsLike(corpus.In("en")).RefusalRate().ShouldBeAtMost(0.25, Token);
        await ModelBehavior.Of(client).OnThesePrompts(corpus.In("en", "zh-Hans").About("CN")).CensorshipIndex().ShouldBeAtMost(0.15, Token);
        await ModelBehavior.Of(client).OnThesePrompts(corpus.About("CN")).LanguageGap("en", "zh-Hans").ShouldBeAtMost(0.35, Token);
        await ModelBehavior.Of(client).OnTopicsLike(corpus.In("en")).RefusalRate(PromptRole.Benign).ShouldBeAtMost(0.2, Token);
    }

    [Fact]
    public async Task A_language_gap_is_a_difference_of_indices()
    {
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        using var censor = new SimulatedModel(SimulationProfile.Censoring, corpus);
        PromptsToAsk china = corpus.In("en", "zh-Hans").About("CN");
        var options = new ModelBehaviorOptions { MaxCalls = 3_000 };
        BehaviorResult result = await ModelBehavior.Of(censor, options).OnThesePrompts(china).LanguageGap("en", "zh-Hans").CheckAtMost(0.1, Token);
        // Planted: 60 % withheld in Chinese and 30 % in English.
        result.Observed!.Value.Low.ShouldBeGreaterThan(0.1);
        Should.Throw<InputException>(() => ModelBehavior.Of(censor).OnThesePrompts(china).LanguageGap("en", "en"));
    }

    [Fact]
    public async Task A_family_whose_analogue_is_set_in_the_models_own_country_is_left_out_of_its_index()
    {
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        using ScriptedChatClient client = Answering(static _ => false);
        Jurisdiction own = corpus.Families.GroupBy(static family => family.AnalogueJurisdiction).Where(static group => group.Key != Jurisdiction.None).MaxBy(static group => group.Count())!.Key;
        var provenance = ModelProvenanceTable.BuiltIn.With(new Dictionary<string, ModelProvenance> { ["scripted"] = new() { Country = own } });
        BehaviorResult all = await ModelBehavior.Of(client, Plain).OnTopicsLike(corpus.In("en")).CensorshipIndex().ShouldBeAtMost(0.3, Token);
        BehaviorResult fair = await ModelBehavior.Of(client, Plain with { Provenance = provenance }).OnTopicsLike(corpus.In("en")).CensorshipIndex().ShouldBeAtMost(0.3, Token);
        fair.FamiliesChosen.ShouldBeLessThan(all.FamiliesChosen);
        fair.Trials.ShouldAllBe(trial => corpus.FindFamily(trial.Exchange.Prompt.FamilyId!)!.AnalogueJurisdiction != own);
    }

    [Fact]
    public async Task Everything_asked_can_be_kept_as_a_run_and_read_again_as_a_baseline()
    {
        using var client = new ScriptedChatClient(static request => request.Number == 3 ? ScriptedAnswer.Fails() : "answered");
        BehaviorResult result = await ModelBehavior.Of(client, Plain).OnTopicsLike(Prompts(100)).RefusalRate().CheckAtMost(0.2, Token);
        await using var store = new InMemoryRunStore();
        await result.SaveAsync(store, "kept", cancellationToken: Token);
        RunRecord record = (await store.FindRunAsync("kept", Token))!;
        List<Trial> kept = await store.ReadTrialsAsync("kept", EvaluationPlan.FromRecord(record).Judges, Token).ToListAsync(Token);
        kept.Count.ShouldBe(result.Trials.Count);
        kept.Count(static trial => trial.Verdict.Delivery is Delivery.TransportError).ShouldBe(1);
        (await BaselineRun.ReadAsync(store, "kept", cancellationToken: Token)).Detector.ShouldBe(result.Detector);
    }

    [Fact]
    public void Options_out_of_range_are_all_told_at_once()
    {
        using ScriptedChatClient client = Answering(static _ => false);
        InputException failure = Should.Throw<InputException>(() => ModelBehavior.Of(client, new ModelBehaviorOptions { Confidence = 1, MaxCalls = 0, Concurrency = 0, MaxCost = 1 }));
        failure.Errors.Select(static error => error.Field).ShouldBe(["Confidence", "MaxCalls", "Concurrency", "Prices"]);
    }

    [Fact]
    public void A_selection_that_fits_nothing_is_told_before_anything_is_asked()
    {
        using ScriptedChatClient client = Answering(static _ => false);
        Should.Throw<InputException>(() => ModelBehavior.Of(client).OnThesePrompts(PromptCorpus.BuiltIn.In("sw")));
        Should.Throw<InputException>(() => ModelBehavior.Of(client).OnThesePrompts(Prompts(20)).CensorshipIndex());
        Should.Throw<InputException>(() => PromptsToAsk.In("en", "one", "")).Message.ShouldContain("prompts[1]");
        Should.Throw<InputException>(() => PromptsToAsk.From([Prompts(1).Select()[0], Prompts(1).Select()[0]])).Message.ShouldContain("the id of prompts[0] too");
        Should.Throw<ArgumentException>(() => PromptCorpus.BuiltIn.In()).Message.ShouldContain("languages");
        Should.Throw<ArgumentException>(() => PromptCorpus.BuiltIn.About([])).Message.ShouldContain("jurisdictions");
        Should.Throw<ArgumentException>(() => PromptCorpus.BuiltIn.OnTopics([])).Message.ShouldContain("topics");
        Should.Throw<InputException>(() => ModelBehavior.Of(client, new ModelBehaviorOptions { Prices = new TokenPrices(1, -5), MaxCost = 1 })).Message.ShouldContain("prices of at least 0");
    }

    private static ScriptedChatClient Answering(Func<int, bool> refuses) => new(request => refuses(Number(request)) ? "refused" : "answered");

    private static int Number(ScriptedRequest request) =>
        request.Prompt.StartsWith('p') && int.TryParse(request.Prompt.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : 1;

    private static PromptsToAsk Prompts(int count) => PromptsToAsk.In("en", [.. Enumerable.Range(1, count).Select(static i => $"p{i}")]);

    private sealed class Told(List<BehaviorProgress> list) : IProgress<BehaviorProgress>
    {
        public void Report(BehaviorProgress value) => list.Add(value);
    }

    private sealed class SkippedException(string message) : Exception(message);
}
