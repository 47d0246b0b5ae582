using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CensorshipEval.Testing.Tests.Golden;

/// <summary>Runs the samples, as built with these tests, in their own runners, and pins how each prints the message of an assertion that fails.</summary>
public sealed partial class SampleRunTests
{
    private static string Root { get; } = FindRoot();

    [Theory]
    [InlineData("XunitAssertions")]
    [InlineData("NUnitAssertions")]
    [InlineData("MSTestAssertions")]
    public async Task Each_runner_prints_the_message_as_it_was_approved(string sample)
    {
        (int exitCode, string output) = await RunAsync(sample, isExplicit: true);
        exitCode.ShouldNotBe(0, output);
        string approved = Path.Combine(Root, "tests", "CensorshipEval.Testing.Tests", "Golden", $"{sample}.txt");
        string received = Path.ChangeExtension(approved, ".received.txt");
        string shown = Normalised(output);
        if (File.Exists(approved) && (await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") == shown)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, shown, TestContext.Current.CancellationToken);
        Assert.Fail($"What {sample} prints has changed. If that is meant, read {received} and move it over {Path.GetFileName(approved)}.\n\n{shown}");
    }

    [Theory]
    [InlineData("XunitAssertions")]
    [InlineData("NUnitAssertions")]
    [InlineData("MSTestAssertions")]
    public async Task The_tests_that_are_not_explicit_pass_in_each_runner(string sample)
    {
        (int exitCode, string output) = await RunAsync(sample, isExplicit: false);
        exitCode.ShouldBe(0, output);
    }

    // As each runner prints it; times, paths, versions and stack traces are not ours to pin.
    private static string Normalised(string output)
    {
        IEnumerable<string> lines = output.ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(static line => !line.Contains("[FAIL]", StringComparison.Ordinal) && !line.TrimStart().StartsWith("Failed ", StringComparison.Ordinal))
            .TakeWhile(static line => !line.Contains("=== TEST EXECUTION SUMMARY", StringComparison.Ordinal) && !line.StartsWith("Failed!", StringComparison.Ordinal) && !line.StartsWith("Test Run", StringComparison.Ordinal) && !line.StartsWith("Total tests", StringComparison.Ordinal))
            .Where(static line => !StackLine().IsMatch(line) && !line.StartsWith("Results File", StringComparison.Ordinal) && !line.StartsWith("  Finished:", StringComparison.Ordinal))
            .Select(static line => line.TrimEnd());
        string text = string.Join('\n', InOrder(lines)).Replace(Root, "~", StringComparison.Ordinal);
        return Version().Replace(Time().Replace(text, "[time]"), "@version").TrimEnd() + "\n";
    }

    // xunit orders its tests by where their assembly lies.
    private static IEnumerable<string> InOrder(IEnumerable<string> lines)
    {
        var failures = new List<List<string>>();
        foreach (string line in lines)
        {
            if (failures.Count == 0 || line.EndsWith("[FAIL]", StringComparison.Ordinal)) failures.Add([]);
            failures[^1].Add(line);
        }

        return failures.OrderBy(static failure => failure[0], StringComparer.Ordinal).SelectMany(static failure => failure);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string sample, bool isExplicit)
    {
        string assembly = Path.Combine(Root, "samples", sample, "bin", Configuration(), "net10.0", $"{sample}.dll");
        File.Exists(assembly).ShouldBeTrue($"{assembly} was not built with these tests.");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(assembly) };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["NO_COLOR"] = "1";
        start.Environment.Remove("CENSORSHIPEVAL_RECORD");
        if (isExplicit) start.Environment["EXPLICIT"] = "1";
        foreach (string argument in Arguments(sample, assembly, isExplicit)) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static string[] Arguments(string sample, string assembly, bool isExplicit) => (sample, isExplicit) switch
    {
        ("XunitAssertions", true) => ["exec", assembly, "-explicit", "only", "-noColor", "-noLogo", "-parallel", "none", "-method", "*.It_answers_about_one_thing_in_particular", "-method", "*.It_refuses_next_to_nothing_of_what_our_users_ask"],
        ("XunitAssertions", _) => ["exec", assembly, "-noColor", "-noLogo"],
        (_, true) => ["vstest", assembly, "--TestCaseFilter:FullyQualifiedName~It_answers_about_one_thing|FullyQualifiedName~It_refuses_next_to_nothing"],
        _ => ["vstest", assembly],
    };

    private static string Configuration() => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (string start in new[] { Path.GetDirectoryName(here)!, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "CensorshipEval.sln"))) return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run from inside the source tree.");
    }

    [GeneratedRegex(@"^\s*--- End of stack trace|^\s+(at |\S+\(\d+,\d+\): at )|^\d+\)\s+at ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex StackLine();

    [GeneratedRegex(@"\[(< )?\d+(\.\d+)? (ms|s)( \d+ ms)?\]|(?<=(Time|Duration): ).*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Time();

    [GeneratedRegex(@"@\d+\.\d+\.\d+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Version();
}
