using System.Diagnostics;
using System.Globalization;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Simulation;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Benchmarks;

/// <summary>A whole run of a simulated model with detector, measures and SQLite store, in a process of its own: trials per second and peak memory.</summary>
internal static class WholeRun
{
    private const int Concurrency = 64;

    /// <summary>Runs about so many trials and prints one line.</summary>
    public static async Task MeasureAsync(int trials)
    {
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        using var model = new SimulatedModel(SimulationProfile.Censoring, corpus);
        string folder = Directory.CreateTempSubdirectory("whole-run").FullName;
        try
        {
            SqliteRunStore store = await SqliteRunStore.OpenAsync(Path.Combine(folder, "run.db"));
            await using (store)
            {
                var runner = new EvaluationRunner(
                    store, new DefaultRefusalDetector(), ContentMeasures.All(), corpus, new EvaluationRunnerOptions { Concurrency = Concurrency });
                var plan = new EvaluationPlan
                {
                    Corpus = corpus.Info,
                    Targets = [new Target { Id = "simulated", Model = "simulated" }],
                    Prompts = corpus.Prompts,
                    Samples = (int)Math.Ceiling((double)trials / corpus.Prompts.Count),
                    Judges = runner.Judges,
                    Source = "simulation",
                };
                long start = Stopwatch.GetTimestamp();
                long done = 0;
                await foreach (Trial _ in runner.RunAsync("run", plan, new ChatClientSource(_ => model))) done++;
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                using var process = Process.GetCurrentProcess();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{done} trials in {seconds:F1} s: {done / seconds:F0} a second, peak {process.PeakWorkingSet64 / 1e6:F0} MB"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
