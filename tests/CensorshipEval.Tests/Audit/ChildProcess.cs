using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CensorshipEval.Tests.Audit;

/// <summary>A real process: what it prints is gathered, and it never outlives the test or its time.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public ChildProcess(string folder, string program, params IEnumerable<string> arguments)
        : this(folder, program, [], arguments)
    {
    }

    public ChildProcess(string folder, string program, IReadOnlyList<(string Name, string Value)> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder, UseShellExecute = false,
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Sends a signal by its name, to this process alone.</summary>
    public void Signal(string name) => Signal(name, _process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sends a signal by its name to the process of this id alone, such as one that a test started within a terminal.</summary>
    public static void Signal(string name, string id)
    {
        using var kill = Process.Start("kill", [$"-{name}", id]);
        kill.WaitForExit();
    }

    /// <summary>When it ended.</summary>
    public DateTime EndedAt => _process.ExitTime;

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>
    /// Waits until something is so while the process runs, and then acts, at once or a little later; fails when the process ends first. All on a thread of its own:
    /// the threads of the tests can be busy with other tests for seconds, and the process would have ended before anyone has looked.
    /// </summary>
    public async Task UntilAsync(Func<bool> reached, Action? then = null, int thenAfterMilliseconds = 0)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        if (await Task.Factory.StartNew(() => Watch(reached, then, thenAfterMilliseconds, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)) return;
        Assert.Fail(_process.HasExited ? $"The process ended early: {await EndAsync()}" : $"Nothing happened within {MostTime}.");
    }

    private bool Watch(Func<bool> reached, Action? then, int thenAfterMilliseconds, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        while (!reached())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > MostTime) return false;
            if (cancellation.WaitHandle.WaitOne(2)) cancellation.ThrowIfCancellationRequested();
        }

        if (thenAfterMilliseconds > 0) cancellation.WaitHandle.WaitOne(thenAfterMilliseconds);
        then?.Invoke();
        return true;
    }

    public async Task<Ended> EndAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(MostTime);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
            return new Ended(_process.ExitCode, await _output.WaitAsync(timeout.Token), await _error.WaitAsync(timeout.Token));
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}

/// <summary>How a process ended, and what it printed.</summary>
internal sealed record Ended(int Code, string Output, string Error)
{
    public override string ToString() => $"exit code {Code}\n--- output\n{Output}\n--- error\n{Error}";

    public Ended ShouldEndWith(int code)
    {
        Code.ShouldBe(code, ToString());
        return this;
    }
}
