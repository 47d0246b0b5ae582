using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Simulation;

namespace CensorshipEval.Tests.RunProcess;

/// <summary>The run that the process carries out and its reader knows: two targets, answers and blocks of every kind, some of them empty.</summary>
public static class LongRun
{
    public const string Id = "long-run";
    public const int Concurrency = 4;
    public const int Samples = 8;

    private static readonly MadeUpCorpus Corpus = new();

    private static readonly SimulationProfile[] Profiles =
    [
        SimulationProfile.Censoring,
        new()
        {
            Model = "simulated-silent",
            Rules =
            [
                new SimulationRule
                {
                    Role = PromptRole.Sensitive,
                    Shares = new Dictionary<SimulatedBehavior, double> { [SimulatedBehavior.StopEmpty] = 0.3, [SimulatedBehavior.Retract] = 0.2 },
                },
            ],
        },
    ];

    public static int InFlight => Concurrency * Profiles.Length;

    public static DefaultRefusalDetector Detector { get; } = new();

    public static EvaluationPlan Plan { get; } = new()
    {
        Corpus = Corpus.Info,
        Targets = [.. Profiles.Select(static profile => new Target { Id = profile.Model, Model = profile.Model })],
        Prompts = Corpus.Prompts,
        Samples = Samples,
        Judges = new Judges(Detector.Id, []),
        Source = "simulation",
    };

    public static EvaluationRunner Runner(IRunStore store) =>
        new(store, Detector, options: new EvaluationRunnerOptions { Concurrency = Concurrency });

    public static IExchangeSource Source()
    {
        Dictionary<string, SimulatedModel> models = Profiles.ToDictionary(static profile => profile.Model, static profile => new SimulatedModel(profile, Corpus));
        return new ChatClientSource(target => models[target.Model]);
    }
}
