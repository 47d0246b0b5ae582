using System.Diagnostics;
using System.Globalization;

namespace CensorshipEval.Benchmarks.Http;

/// <summary>
/// <c>http-overhead</c>: what the pipeline adds to a bare client. Rounds of both in turn, in one process and over the same connections, so that
/// what else happens on the machine meets both.
/// </summary>
internal static class HttpOverhead
{
    private const int Resamples = 10_000;

    public static async Task MeasureAsync(HttpOptions options)
    {
        using ServerProcess server = await ServerProcess.StartAsync(options.Latency);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var pipeline = new HttpPipeline(http, server.Endpoint, options.Concurrency);
        BareClient bare = await BareClient.LikeAsync(server.Endpoint, http);
        for (int i = 0; i < 3; i++)
        {
            await RoundAsync(options, bare.AskAsync, server);
            await RoundAsync(options, pipeline.AskAsync, server);
        }

        var bareRounds = new List<Round>();
        var pipelineRounds = new List<Round>();
        for (int i = 0; i < options.Pairs; i++)
        {
            // Neither always first.
            if (i % 2 == 0) bareRounds.Add(await RoundAsync(options, bare.AskAsync, server));
            pipelineRounds.Add(await RoundAsync(options, pipeline.AskAsync, server));
            if (i % 2 == 1) bareRounds.Add(await RoundAsync(options, bare.AskAsync, server));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Pairs} pairs of rounds of {options.Prompts} prompts, {options.Concurrency} in flight, {options.Latency} ms (ideal {(double)options.Prompts / options.Concurrency * options.Latency:F0} ms)"));
        Print("bare HttpClient", bareRounds, options.Prompts);
        Print("pipeline", pipelineRounds, options.Prompts);
        PrintRatio("wall", bareRounds, pipelineRounds, static round => round.Wall.TotalMilliseconds);
        PrintRatio("CPU of the client's process", bareRounds, pipelineRounds, static round => round.Cpu.TotalMilliseconds);
        PrintRatio("CPU of client and server", bareRounds, pipelineRounds, static round => (round.Cpu + round.ServerCpu).TotalMilliseconds);
    }

    private static async Task<Round> RoundAsync(HttpOptions options, Func<Task> ask, ServerProcess server)
    {
        GC.Collect();
        (TimeSpan cpu, TimeSpan serverCpu, long allocated) = (Environment.CpuUsage.TotalTime, server.CpuTime, GC.GetTotalAllocatedBytes());
        long start = Stopwatch.GetTimestamp();
        await InFlight.RunAsync(options.Prompts, options.Concurrency, ask);
        return new Round(
            Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu, server.CpuTime - serverCpu, GC.GetTotalAllocatedBytes() - allocated);
    }

    private static void Print(string name, List<Round> rounds, int prompts)
    {
        double[] wall = [.. rounds.Select(static round => round.Wall.TotalMilliseconds)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: wall {Median(wall):F0} ms ({wall.Min():F0} to {wall.Max():F0}); per prompt CPU {Median([.. rounds.Select(static round => round.Cpu.TotalMicroseconds)]) / prompts:F1} µs, " +
            $"server's {Median([.. rounds.Select(static round => round.ServerCpu.TotalMicroseconds)]) / prompts:F1} µs, allocated {Median([.. rounds.Select(static round => (double)round.Allocated)]) / prompts / 1e3:F1} KB"));
    }

    // Pairs are drawn again, since the two rounds of a pair share their minute.
    private static void PrintRatio(string name, List<Round> bare, List<Round> pipeline, Func<Round, double> of)
    {
        double[] below = [.. bare.Select(of)];
        double[] above = [.. pipeline.Select(of)];
        var ratios = new double[Resamples];
        ulong state = 1;
        for (int i = 0; i < Resamples; i++)
        {
            int[] drawn = [.. Enumerable.Range(0, below.Length).Select(_ => (int)((state = (state * 6364136223846793005) + 1442695040888963407) >> 33) % below.Length)];
            ratios[i] = Median([.. drawn.Select(j => above[j])]) / Median([.. drawn.Select(j => below[j])]);
        }

        Array.Sort(ratios);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ratio of medians, {name}: {Median(above) / Median(below):F3} (95 % bootstrap interval {ratios[Resamples / 40]:F3} to {ratios[^(Resamples / 40)]:F3})"));
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private readonly record struct Round(TimeSpan Wall, TimeSpan Cpu, TimeSpan ServerCpu, long Allocated);
}
