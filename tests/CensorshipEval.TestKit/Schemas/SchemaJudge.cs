using System.ComponentModel;
using System.Diagnostics;

namespace CensorshipEval.TestKit.Schemas;

/// <summary>Lets another validator than ours say what a JSON Schema of the project thinks of files.</summary>
public static class SchemaJudge
{
    /// <summary>The folder of the whole project.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A verdict for each file: <c>ok</c>, or <c>bad</c> and why. Skips the test where there is no Node or no validator.</summary>
    public static async Task<IReadOnlyList<string>> JudgeAsync(string schema, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        string script = Path.Combine(Repository, "tests", "CensorshipEval.Corpora.Tests", "schema");
        if (!Directory.Exists(Path.Combine(script, "node_modules"))) Assert.Skip("node_modules is missing: run 'npm ci' in tests/CensorshipEval.Corpora.Tests/schema");
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = script };
        foreach (string argument in (string[])["validate.mjs", Path.Combine(Repository, schema), .. files]) start.ArgumentList.Add(argument);
        Process? node = null;
        try
        {
            node = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip("node is not installed");
        }

        using Process running = node!;
        Task<string> error = running.StandardError.ReadToEndAsync(cancellationToken);
        string output = await running.StandardOutput.ReadToEndAsync(cancellationToken);
        await running.WaitForExitAsync(cancellationToken);
        running.ExitCode.ShouldBe(0, await error);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(files.Count);
        return lines;
    }

    private static string FindRepository()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CensorshipEval.sln"))) return at.FullName;
        }

        throw new InvalidOperationException("The tests are not inside the repository.");
    }
}
