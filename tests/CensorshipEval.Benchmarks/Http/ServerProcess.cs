using System.Diagnostics;
using System.Globalization;

namespace CensorshipEval.Benchmarks.Http;

/// <summary>The fault server in a process of its own, with its plain answer and no faults.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string Model = "plain";

    private readonly Process _process;

    private ServerProcess(Process process, Uri endpoint, TimeSpan startUp) => (_process, Endpoint, StartUp) = (process, endpoint, startUp);

    /// <summary>The base address.</summary>
    public Uri Endpoint { get; }

    /// <summary>From its start until it listened.</summary>
    public TimeSpan StartUp { get; }

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> StartAsync(int latency)
    {
        long start = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("dotnet", [Assembly(), "--answer", "plain", "--latency", latency.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        })!;
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, new Uri(line.Split(' ')[^1]), Stopwatch.GetElapsedTime(start));
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    // Beside this project and built with it, and not referenced: the client's process must not load a web server.
    private static string Assembly()
    {
        string path = Path.Combine(AppContext.BaseDirectory.Replace("CensorshipEval.Benchmarks", "CensorshipEval.FaultServer", StringComparison.Ordinal), "CensorshipEval.FaultServer.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The fault server is not built.", path);
    }
}
