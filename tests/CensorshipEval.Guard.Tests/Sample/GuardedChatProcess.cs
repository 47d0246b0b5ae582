using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CensorshipEval.Guard.Tests.Sample;

/// <summary>The sample as a process of its own, on a free port.</summary>
internal sealed partial class GuardedChatProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _console = new();

    private GuardedChatProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(1) };
    }

    public HttpClient Client { get; }

    /// <summary>What it has written to the console since it listens.</summary>
    public IReadOnlyList<string> Console => [.. _console];

    public static async Task<GuardedChatProcess> StartAsync(CancellationToken cancellationToken, params string[] settings)
    {
        // The same configuration as these tests, whichever it is.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = Path.Combine(Root(), "samples", "GuardedChat", "bin", configuration, "net10.0", "GuardedChat.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])[program, "--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. settings]) start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(TimeSpan.FromMinutes(2));
        while (await process.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match) continue;
            var sample = new GuardedChatProcess(process, new Uri(match.Groups["address"].Value));
            _ = sample.ReadAsync();
            return sample;
        }

        throw new InvalidOperationException("The sample ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    public static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CensorshipEval.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests must run from inside the source tree.");
    }

    // To the end: a full pipe would stop it.
    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line) _console.Enqueue(line);
    }

    [GeneratedRegex(@"listening on: (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Listening();
}
