using System.Diagnostics;
using System.Globalization;
using CensorshipEval.Storage.Sqlite.CrashWriter;

namespace CensorshipEval.Storage.Sqlite.Tests;

/// <summary>A real process that writes to a store.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    public WriterProcess(string path, string run, int batches)
    {
        string program = Path.ChangeExtension(typeof(CrashBatches).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { program, path, run, batches.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    /// <summary>How many exchanges it has said are safe.</summary>
    public int Written { get; private set; }

    /// <summary>Reads what it says until it says that at least so many exchanges are safe.</summary>
    public async Task ReachAsync(int written, CancellationToken cancellationToken)
    {
        while (Written < written)
        {
            string? line = await _process.StandardOutput.ReadLineAsync(cancellationToken);
            if (line is null) Assert.Fail($"The writer ended: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
            Note(line);
        }
    }

    /// <summary>Kills it, and reads what it had still said.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill(entireProcessTree: true);
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line) Note(line);
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int Code, string Output)> EndAsync(CancellationToken cancellationToken)
    {
        Task<string> error = _process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, output + await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Note(string line)
    {
        if (line.StartsWith("written ", StringComparison.Ordinal)) Written = int.Parse(line["written ".Length..], CultureInfo.InvariantCulture);
    }
}
