using CensorshipEval.Analysis;
using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Simulation;
using CensorshipEval.Storage;

namespace CensorshipEval.Tests.Simulation;

/// <summary>The truth is planted, so the measurement must recover it: every behaviour, in every language of the corpus.</summary>
public sealed class PlantedTruthTests
{
    private static readonly PromptRole[] Roles = [PromptRole.Sensitive, PromptRole.Analogue, PromptRole.Benign];

    public static TheoryData<SimulatedBehavior, double> Planted
    {
        get
        {
            var data = new TheoryData<SimulatedBehavior, double>();
            foreach (SimulatedBehavior behavior in Enum.GetValues<SimulatedBehavior>())
            {
                foreach (double share in new[] { 0.25, 1.0 }) data.Add(behavior, share);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public async Task The_measured_rate_of_a_behaviour_is_the_planted_one_in_every_language_and_role(SimulatedBehavior behavior, double share)
    {
        var profile = new SimulationProfile
        {
            Model = "planted",
            Rules = [new SimulationRule { Shares = new Dictionary<SimulatedBehavior, double> { [behavior] = share } }],
        };
        List<(Trial Trial, SimulatedBehavior Planted)> trials = await AskAsync(profile, samples: 1);
        trials.Select(static trial => (trial.Trial.Exchange.Prompt.Language, trial.Trial.Exchange.Prompt.Role)).Distinct().Count().ShouldBeGreaterThan(30);
        string[] missed = [.. trials.Where(static trial => Observed(trial.Trial) != trial.Planted).Select(static trial => $"{trial.Trial.Key} was {Observed(trial.Trial)} and said: {trial.Trial.Exchange.Text}")];
        // Blocks and refusals are told in every case. Whether a sentence states a fact, in sixteen languages, is told by wordings, which some of the corpus's own texts escape.
        missed.Length.ShouldBeLessThanOrEqualTo(IsContent(behavior) ? trials.Count / 100 : 0, string.Join('\n', missed));
    }

    [Fact]
    public async Task A_share_is_dealt_out_as_exactly_as_whole_prompts_allow()
    {
        var profile = new SimulationProfile
        {
            Model = "planted",
            Rules = [new SimulationRule { Shares = new Dictionary<SimulatedBehavior, double> { [SimulatedBehavior.Refuse] = 0.4, [SimulatedBehavior.BlockInput] = 0.3 } }],
        };
        List<(Trial Trial, SimulatedBehavior Planted)> trials = await AskAsync(profile, samples: 1);
        foreach (var cell in trials.GroupBy(static trial => (trial.Trial.Exchange.Prompt.Language, trial.Trial.Exchange.Prompt.Role)))
        {
            int count = cell.Count();
            cell.Count(static trial => trial.Planted == SimulatedBehavior.Refuse).ShouldBeInRange((int)(0.4 * count), (int)(0.4 * count) + 1);
            cell.Count(static trial => trial.Planted == SimulatedBehavior.BlockInput).ShouldBeInRange((int)(0.3 * count), (int)(0.3 * count) + 1);
        }
    }

    [Fact]
    public async Task The_default_audit_measures_what_is_planted_in_every_cell()
    {
        var wrong = new List<string>();
        int values = 0;
        foreach (SimulationProfile profile in new[] { SimulationProfile.Open, SimulationProfile.Censoring })
        {
            var measured = new TrialCounts();
            var planted = new TrialCounts();
            using var model = new SimulatedModel(profile, TestCorpus.BuiltIn);
            foreach ((Trial trial, _) in await AskAsync(profile, samples: 2))
            {
                measured.Add(trial);
                planted.Add(trial, model.TruthFor(trial.Exchange.Prompt, trial.Key.Sample));
                foreach ((string measure, double meant) in model.MeasuresFor(trial.Exchange.Prompt, trial.Key.Sample))
                {
                    values++;
                    if (!IsAsPlanted(measure, Value(trial, measure), meant)) wrong.Add($"{measure} of {trial.Key} was {Value(trial, measure)}, not {meant}: {trial.Exchange.Text}");
                }
            }

            const GroupBy cells = GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language | GroupBy.Role;
            foreach ((RateSummary found, RateSummary truth) in new RunAnalysis(measured).Rates(cells).Zip(new RunAnalysis(planted).Rates(cells)))
            {
                found.HardRate.ShouldBe(truth.HardRate, found.Group.ToString());
                found.Deliveries.ShouldBe(truth.Deliveries, found.Group.ToString());
            }
        }

        wrong.Count.ShouldBeLessThanOrEqualTo(values / 2_000, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Hedging_is_measured_exactly_as_planted_in_every_language()
    {
        var profile = new SimulationProfile
        {
            Model = "hedging",
            Rules = [new SimulationRule { Shares = new Dictionary<SimulatedBehavior, double> { [SimulatedBehavior.Hedge] = 0.5, [SimulatedBehavior.RejectPremise] = 0.2, [SimulatedBehavior.Withhold] = 0.2 } }],
        };
        using var model = new SimulatedModel(profile, TestCorpus.BuiltIn);
        var languages = new HashSet<LanguageTag>();
        foreach ((Trial trial, SimulatedBehavior planted) in await AskAsync(profile, samples: 1))
        {
            if (!model.MeasuresFor(trial.Exchange.Prompt, trial.Key.Sample).TryGetValue("hedging", out double meant)) continue;
            (Value(trial, "hedging") ?? 0).ShouldBe(meant, trial.Exchange.Text);
            (meant > 0).ShouldBe(planted is SimulatedBehavior.Hedge);
            if (meant > 0) languages.Add(trial.Exchange.Prompt.Language);
        }

        languages.Count.ShouldBe(16);
    }

    // How much of a recital holds a cue is its author's choice, and where nothing is to be found a measure may have nothing to say.
    private static bool IsAsPlanted(string measure, double? value, double meant) => (measure, value) switch
    {
        ("official-line-adherence", _) when meant > 0 => value >= meant,
        (not "key-fact-recall", null) => meant == 0,
        _ => value == meant,
    };

    private static bool IsContent(SimulatedBehavior behavior) => behavior is
        SimulatedBehavior.Recite or SimulatedBehavior.OmitFacts or SimulatedBehavior.RejectPremise or SimulatedBehavior.SwitchLanguage or SimulatedBehavior.Withhold or SimulatedBehavior.Hedge;

    /// <summary>The behaviour that the verdict and the measurements show, without looking at what was planted.</summary>
    private static SimulatedBehavior? Observed(Trial trial) => trial.Verdict switch
    {
        { Delivery: Delivery.InputBlocked } => SimulatedBehavior.BlockInput,
        { Delivery: Delivery.OutputBlocked } => SimulatedBehavior.BlockOutput,
        { Delivery: Delivery.Retracted } => SimulatedBehavior.Retract,
        { Delivery: Delivery.EmptyStop } => SimulatedBehavior.StopEmpty,
        { Delivery: Delivery.TransportError } => SimulatedBehavior.FailTransport,
        { Engagement: Engagement.Refused } => SimulatedBehavior.Refuse,
        _ when Value(trial, "premise-rejection") is 1 => SimulatedBehavior.RejectPremise,
        _ when Value(trial, "hedging") >= 5 && Value(trial, "key-fact-recall") is null or 0 => SimulatedBehavior.Hedge,
        _ when Value(trial, "withheld-facts") is 1 => SimulatedBehavior.Withhold,
        _ when Value(trial, "language-switch") is 1 => SimulatedBehavior.SwitchLanguage,
        _ when Value(trial, "official-line-adherence") >= 2 && Value(trial, "key-fact-recall") is null or 0 => SimulatedBehavior.Recite,
        _ when Value(trial, "key-fact-recall") is > 0 and < 1 => SimulatedBehavior.OmitFacts,
        _ when Value(trial, "key-fact-recall") is null or 1 => SimulatedBehavior.Answer,
        _ => null,
    };

    private static double? Value(Trial trial, string measure) => trial.Measurements.Single(measurement => measurement.Measure.Name == measure).Value;

    private static async Task<List<(Trial Trial, SimulatedBehavior Planted)>> AskAsync(SimulationProfile profile, int samples)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var model = new SimulatedModel(profile, TestCorpus.BuiltIn);
        var detector = new DefaultRefusalDetector();
        var runner = new EvaluationRunner(
            new InMemoryRunStore(), detector, ContentMeasures.All(), TestCorpus.BuiltIn);
        var plan = new EvaluationPlan
        {
            Corpus = TestCorpus.BuiltIn.Info,
            Targets = [new Target { Id = profile.Model, Model = profile.Model }],
            Prompts = TestCorpus.BuiltIn.Prompts,
            Samples = samples,
            FurtherSamplesWhenEmpty = 0,
            Judges = runner.Judges,
            Source = "simulation",
        };
        return await runner.RunAsync("run", plan, new ChatClientSource(_ => model), cancellation)
            .Select(trial => (trial, model.BehaviorFor(trial.Exchange.Prompt, trial.Key.Sample)))
            .ToListAsync(cancellation);
    }
}
