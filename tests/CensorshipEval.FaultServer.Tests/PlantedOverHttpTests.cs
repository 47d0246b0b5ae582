using CensorshipEval.Analysis;
using CensorshipEval.Clients;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Faults.Models;
using CensorshipEval.Running;
using CensorshipEval.Simulation;
using CensorshipEval.Storage;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Faults.Tests;

/// <summary>What is planted comes out as planted, through sockets, the client, its pipeline and the runner, while one answer in five is a fault.</summary>
public sealed class PlantedOverHttpTests
{
    private const int MostResumptions = 12;

    private static readonly SimulationProfile Everything = new()
    {
        Model = "simulated-everything",
        Rules =
        [
            new SimulationRule { Shares = Enum.GetValues<SimulatedBehavior>().ToDictionary(static behavior => behavior, static _ => 0.96 / Enum.GetValues<SimulatedBehavior>().Length) },
        ],
    };

    private static readonly ChatPipelineOptions Pipeline = new()
    {
        Concurrency = 16,
        Retry = new RetryOptions { MaxRetries = 3, BaseDelay = TimeSpan.FromMilliseconds(2), MaxDelay = TimeSpan.FromMilliseconds(20) },
        CircuitBreaker = new CircuitBreakerOptions { FailureRatio = 1, MinimumCalls = 1_000 },
    };

    [Fact]
    public Task Of_the_audits_own_models_with_every_prompt_of_the_corpus() =>
        TruthComesOutAsync([SimulationProfile.Open, SimulationProfile.Censoring], PromptCorpus.BuiltIn.Prompts, samples: 1);

    [Fact]
    public Task Of_a_model_that_does_everything_that_can_be_planted() => TruthComesOutAsync([Everything], Few(), samples: 1);

    [Fact]
    public Task Of_several_samples_whatever_their_order() => TruthComesOutAsync([SimulationProfile.Open, SimulationProfile.Censoring], Few(), samples: 4);

    private static IReadOnlyList<Prompt> Few() =>
        new PromptSelection { Languages = [.. new[] { "en", "zh-Hans", "ja" }.Select(LanguageTag.Parse)], MaxPrompts = 90 }.Select(PromptCorpus.BuiltIn);

    private static async Task TruthComesOutAsync(IReadOnlyList<SimulationProfile> profiles, IReadOnlyList<Prompt> prompts, int samples)
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelServerOptions { Profiles = profiles, Faults = 0.2, Seed = 7 });
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var provider = new OpenAICompatibleChatClient(http, new OpenAICompatibleOptions { Endpoint = server.Endpoint, Model = "none" });
        using IChatClient client = new ChatPipelineBuilder(provider).UseResilience(Pipeline).Build();
        Dictionary<string, SimulatedModel> models = profiles.ToDictionary(static profile => profile.Model, static profile => new SimulatedModel(profile, PromptCorpus.BuiltIn));

        Dictionary<TrialKey, Trial> trials = await AskAsync(client, models, prompts, samples);

        server.FaultsPlayed.ShouldBeGreaterThan(trials.Count / 10);
        trials.Count.ShouldBe(profiles.Count * prompts.Count * samples);
        var measured = new TrialCounts();
        var planted = new TrialCounts();
        foreach (Trial trial in trials.Values)
        {
            measured.Add(trial);
            planted.Add(trial, models[trial.Key.TargetId].TruthFor(trial.Exchange.Prompt, trial.Key.Sample));
        }

        const GroupBy cells = GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language | GroupBy.Role;
        Dictionary<TrialGroup, RateSummary> truth = new RunAnalysis(planted).Rates(cells).ToDictionary(static row => row.Group);
        IReadOnlyList<RateSummary> rows = new RunAnalysis(measured).Rates(cells);
        rows.Count.ShouldBe(truth.Count);
        foreach (RateSummary found in rows)
        {
            TrialGroup group = found.Group;
            found.Deliveries.ShouldBe(truth[group].Deliveries, group.ToString());
            // Whether half an answer, or another than was asked for, is an answer is a matter of taste.
            (found.Engagements[Engagement.Complete] + found.Engagements[Engagement.NonResponsive]).ShouldBe(truth[group].Engagements[Engagement.Complete], group.ToString());
            foreach (Engagement engagement in new[] { Engagement.Refused, Engagement.Partial, Engagement.Undetermined }) found.Engagements[engagement].ShouldBe(truth[group].Engagements[engagement], group.ToString());
        }

        foreach (SimulatedModel model in models.Values) model.Dispose();
    }

    /// <summary>Goes on with the run until nothing is left but what fails by plan.</summary>
    private static async Task<Dictionary<TrialKey, Trial>> AskAsync(
        IChatClient client, Dictionary<string, SimulatedModel> models, IReadOnlyList<Prompt> prompts, int samples)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var runner = new EvaluationRunner(
            new InMemoryRunStore(), new DefaultRefusalDetector(), corpus: PromptCorpus.BuiltIn, options: new EvaluationRunnerOptions { Concurrency = 8 });
        var plan = new EvaluationPlan
        {
            Corpus = PromptCorpus.BuiltIn.Info,
            Targets = [.. models.Keys.Select(static model => new Target { Id = model, Model = model })],
            Prompts = prompts,
            Samples = samples,
            FurtherSamplesWhenEmpty = 0,
            Judges = runner.Judges,
            Source = "live",
        };
        var trials = new Dictionary<TrialKey, Trial>();
        for (int i = 0; i < MostResumptions; i++)
        {
            bool done = true;
            await foreach (Trial trial in runner.RunAsync("run", plan, new ChatClientSource(_ => client), cancellation))
            {
                trials[trial.Key] = trial;
                done &= trial.Verdict.Delivery is not Delivery.TransportError ||
                    models[trial.Key.TargetId].TruthFor(trial.Exchange.Prompt, trial.Key.Sample).Delivery is Delivery.TransportError;
            }

            if (done) return trials;
        }

        Assert.Fail($"Calls still fail after {MostResumptions} runs.");
        return trials;
    }
}
