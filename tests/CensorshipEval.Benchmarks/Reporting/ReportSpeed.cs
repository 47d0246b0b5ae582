using System.Diagnostics;
using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Reporting;
using CensorshipEval.Running;
using CensorshipEval.Simulation;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Benchmarks.Reporting;

/// <summary>How long the report page of a large run takes to write, how large it is, and how long a browser takes to open it.</summary>
internal static class ReportSpeed
{
    private const int Openings = 5;

    /// <summary>Asks two simulated models about so many trials, writes the page and opens it.</summary>
    public static async Task MeasureAsync(int trials)
    {
        string folder = Directory.CreateTempSubdirectory("report-speed").FullName;
        try
        {
            SqliteRunStore store = await SqliteRunStore.OpenAsync(Path.Combine(folder, "run.db"));
            await using (store)
            {
                ReportedRun run = await AskAsync(store, trials);
                string page = Path.Combine(folder, "report.html");
                long start = Stopwatch.GetTimestamp();
                await HtmlReport.WriteAsync(page, run);
                using var process = Process.GetCurrentProcess();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.Analysis.Trials} trials: report.html of {new FileInfo(page).Length / 1e6:F1} MB in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, peak {process.PeakWorkingSet64 / 1e6:F0} MB"));
                await PageOpening.MeasureAsync(page, Openings);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ReportedRun> AskAsync(SqliteRunStore store, int trials)
    {
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        Dictionary<string, SimulatedModel> models = new[] { SimulationProfile.Open, SimulationProfile.Censoring }.ToDictionary(static profile => profile.Model, profile => new SimulatedModel(profile, corpus));
        Target[] targets = [.. models.Keys.Select(static id => new Target { Id = id, Model = id })];
        var runner = new EvaluationRunner(store, new DefaultRefusalDetector(), ContentMeasures.All(), corpus, new EvaluationRunnerOptions { Concurrency = 64 });
        var plan = new EvaluationPlan
        {
            Corpus = corpus.Info, Targets = targets, Prompts = corpus.Prompts, Samples = (int)Math.Ceiling((double)trials / corpus.Prompts.Count / targets.Length),
            Judges = runner.Judges, Source = "simulation", Comparisons = DeclaredComparison.Default(targets, corpus.Prompts),
        };
        await foreach (Trial _ in runner.RunAsync("run", plan, new ChatClientSource(target => models[target.Model]))) { }
        foreach (SimulatedModel model in models.Values) model.Dispose();
        long start = Stopwatch.GetTimestamp();
        ReportedRun run = await ReportedRun.ReadAsync(store, "run", new AnalysisOptions { Corpus = corpus });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read and counted in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
        return run;
    }
}
