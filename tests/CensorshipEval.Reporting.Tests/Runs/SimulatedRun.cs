using CensorshipEval.Analysis;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Simulation;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting.Tests.Runs;

/// <summary>A run of the two simulated models over a part of the built-in corpus, in memory: the same every time.</summary>
internal static class SimulatedRun
{
    /// <summary>When every simulated run was begun.</summary>
    public static readonly DateTimeOffset Begun = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Asks the models, judges and analyses.</summary>
    /// <param name="selection">Which prompts; by default those about China in English and in Chinese (simplified).</param>
    /// <param name="samples">How often each is asked.</param>
    /// <param name="runId">Id of the run.</param>
    public static async Task<(InMemoryRunStore Store, ReportedRun Run)> AskAsync(PromptSelection? selection = null, int samples = 1, string runId = "run")
    {
        selection ??= new PromptSelection { Jurisdictions = [Jurisdiction.Parse("CN")], Languages = [LanguageTag.Parse("en"), LanguageTag.Parse("zh-Hans")], MaxPrompts = 300 };
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        IReadOnlyList<Prompt> prompts = selection.Select(corpus);
        SimulationProfile[] profiles = [SimulationProfile.Open, SimulationProfile.Censoring];
        Dictionary<string, SimulatedModel> models = profiles.ToDictionary(static profile => profile.Model, profile => new SimulatedModel(profile, corpus));
        Target[] targets = [.. profiles.Select(static profile => new Target { Id = profile.Model, Model = profile.Model })];
        var store = new InMemoryRunStore();
        var runner = new EvaluationRunner(store, new DefaultRefusalDetector(), ContentMeasures.All(), corpus, new EvaluationRunnerOptions { Concurrency = 4 }, new FixedClock());
        var plan = new EvaluationPlan
        {
            Corpus = corpus.Info, Targets = targets, Prompts = prompts, Samples = samples, Judges = runner.Judges, Source = "simulation",
            Comparisons = DeclaredComparison.Default(targets, prompts),
        };
        await foreach (Trial _ in runner.RunAsync(runId, plan, new ChatClientSource(target => models[target.Model]))) { }
        foreach (SimulatedModel model in models.Values) model.Dispose();
        return (store, await ReportedRun.ReadAsync(store, runId, new AnalysisOptions { Corpus = corpus }));
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Begun;
    }
}
