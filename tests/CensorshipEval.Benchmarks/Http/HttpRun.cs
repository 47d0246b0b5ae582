using System.Diagnostics;
using System.Globalization;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Benchmarks.Http;

/// <summary><c>http-run N</c>: the same through the runner, with detector, measures and the SQLite store, as an audit of a live model does it.</summary>
internal static class HttpRun
{
    public static async Task MeasureAsync(HttpOptions options)
    {
        using ServerProcess server = await ServerProcess.StartAsync(options.Latency);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var pipeline = new HttpPipeline(http, server.Endpoint, options.Concurrency);
        IPromptCorpus corpus = PromptCorpus.BuiltIn;
        string folder = Directory.CreateTempSubdirectory("http-run").FullName;
        try
        {
            SqliteRunStore store = await SqliteRunStore.OpenAsync(Path.Combine(folder, "run.db"));
            await using (store)
            {
                var runner = new EvaluationRunner(
                    store, new DefaultRefusalDetector(), ContentMeasures.All(), corpus, new EvaluationRunnerOptions { Concurrency = options.Concurrency });
                var plan = new EvaluationPlan
                {
                    Corpus = corpus.Info,
                    Targets = [new Target { Id = ServerProcess.Model, Model = ServerProcess.Model, Endpoint = server.Endpoint }],
                    Prompts = corpus.Prompts,
                    Samples = (int)Math.Ceiling((double)options.Prompts / corpus.Prompts.Count),
                    Judges = runner.Judges,
                    Source = "live",
                };
                TimeSpan cpu = Environment.CpuUsage.TotalTime;
                long start = Stopwatch.GetTimestamp();
                long done = 0;
                await foreach (Trial trial in runner.RunAsync("run", plan, pipeline.Source))
                {
                    if (trial.Verdict.Delivery is not Delivery.Delivered) throw new InvalidOperationException($"{trial.Key}: {trial.Exchange.Error?.Message}");
                    done++;
                }

                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{done} trials, {options.Concurrency} in flight, {options.Latency} ms: {seconds:F2} s (ideal {(double)done / options.Concurrency * options.Latency / 1e3:F2} s), " +
                    $"{done / seconds:F0} a second, peak {PeakMemory.Megabytes():F0} MB; CPU {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:F2} s"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
