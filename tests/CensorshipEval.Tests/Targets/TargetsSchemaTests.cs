using System.Diagnostics;

namespace CensorshipEval.Tests.Targets;

/// <summary>The schema that editors use and the loader must call the same files good and bad, as far as a schema can tell.</summary>
public sealed class TargetsSchemaTests : IDisposable
{
    // What no schema can tell.
    private static readonly string[] BeyondASchema = ["api_key=secret", "\"model\": \"n\""];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("censorshipeval-schema-");

    [Fact]
    public async Task Schema_and_loader_agree_on_good_and_bad_files()
    {
        string[] bad = [.. TargetsFileTests.Broken.Select(static row => row.Data.Item1).Where(static json => !BeyondASchema.Any(json.Contains))];
        string[] verdicts = await JudgeAsync([.. bad, TargetsFileTests.Good, """{ "targets": [ { "model": "m", "endpoint": "HTTP://a.example:8080/v1?api-version=1" } ] }"""]);
        for (int i = 0; i < bad.Length; i++) verdicts[i].ShouldStartWith("bad", Case.Sensitive, bad[i]);
        verdicts[^2].ShouldBe("ok");
        verdicts[^1].ShouldBe("ok");
        TargetsFileTests.Read("""{ "targets": [ { "model": "m", "endpoint": "HTTP://a.example:8080/v1?api-version=1" } ] }""");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string[]> JudgeAsync(string[] texts)
    {
        string repository = Repository();
        string script = Path.Combine(repository, "tests", "CensorshipEval.Corpora.Tests", "schema");
        if (!Directory.Exists(Path.Combine(script, "node_modules"))) Assert.Skip("node_modules is missing: run 'npm ci' in tests/CensorshipEval.Corpora.Tests/schema");
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = script };
        start.ArgumentList.Add("validate.mjs");
        start.ArgumentList.Add(Path.Combine(repository, "src", "CensorshipEval", "Targets", "targets.schema.json"));
        for (int i = 0; i < texts.Length; i++)
        {
            string file = Path.Combine(_folder.FullName, $"{i}.json");
            await File.WriteAllTextAsync(file, texts[i], TestContext.Current.CancellationToken);
            start.ArgumentList.Add(file);
        }

        Process? node = null;
        try
        {
            node = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("node is not installed");
        }

        using Process running = node!;
        Task<string> error = running.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        running.ExitCode.ShouldBe(0, await error);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(texts.Length);
        return lines;
    }

    private static string Repository()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CensorshipEval.sln"))) return at.FullName;
        }

        throw new InvalidOperationException("The repository is not above the tests.");
    }
}
