using System.Diagnostics;
using System.Globalization;

namespace CensorshipEval.Benchmarks.Http;

/// <summary><c>http N</c>: so many prompts through client, pipeline and source, streamed, against a server in a process of its own.</summary>
internal static class HttpPrompts
{
    private const int WarmUp = 10;

    public static async Task MeasureAsync(HttpOptions options)
    {
        TimeSpan ownStart = TimeProvider.System.GetLocalNow().DateTime - Process.GetCurrentProcess().StartTime;
        using ServerProcess server = await ServerProcess.StartAsync(options.Latency);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var pipeline = new HttpPipeline(http, server.Endpoint, options.Concurrency);
        long warm = Stopwatch.GetTimestamp();
        await InFlight.RunAsync(WarmUp, concurrency: 1, pipeline.AskAsync);
        TimeSpan warmed = Stopwatch.GetElapsedTime(warm);

        (TimeSpan cpu, TimeSpan serverCpu) = (Environment.CpuUsage.TotalTime, server.CpuTime);
        long start = Stopwatch.GetTimestamp();
        await InFlight.RunAsync(options.Prompts, options.Concurrency, pipeline.AskAsync);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Prompts} prompts, {options.Concurrency} in flight, {options.Latency} ms: {seconds:F2} s (ideal {(double)options.Prompts / options.Concurrency * options.Latency / 1e3:F2} s), " +
            $"{options.Prompts / seconds:F0} a second, peak {PeakMemory.Megabytes():F0} MB; CPU {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:F2} s, server's {(server.CpuTime - serverCpu).TotalSeconds:F2} s. " +
            $"Before that: own start {ownStart.TotalSeconds:F2} s, server's {server.StartUp.TotalSeconds:F2} s, {WarmUp} prompts to warm up {warmed.TotalSeconds:F2} s."));
    }
}
