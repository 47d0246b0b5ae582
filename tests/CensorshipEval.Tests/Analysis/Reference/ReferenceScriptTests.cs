using System.Diagnostics;
using System.Text.Json;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class ReferenceScriptTests
{
    public static TheoryData<string> Topics =>
        [.. Directory.EnumerateFiles(ReferenceCase.Folder, "*.json").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_script_has_its_output_beside_it_and_there_are_many_cases()
    {
        IEnumerable<string> scripts = Directory.EnumerateFiles(ReferenceCase.Folder, "*.R").Select(static file => Path.GetFileNameWithoutExtension(file));
        scripts.Where(static script => script != "json").Order(StringComparer.Ordinal).ShouldBe(Topics.Select(static row => row.Data));
        Topics.Sum(static topic => ReferenceCase.Names(topic.Data).Count).ShouldBeGreaterThan(200);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task A_script_still_prints_the_cases_that_are_kept(string topic)
    {
        Assert.SkipUnless(RscriptIsThere, "Rscript is not on the PATH: apt-get install -y --no-install-recommends r-base-core (26 MB, 10 s)");
        using JsonDocument kept = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(ReferenceCase.Folder, topic + ".json"), Cancel));
        using JsonDocument printed = JsonDocument.Parse(await RunAsync(Path.Combine(ReferenceCase.Folder, topic + ".R")));
        Compare(kept.RootElement, printed.RootElement, topic);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static bool RscriptIsThere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(static folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "Rscript.exe" : "Rscript")));

    private static async Task<string> RunAsync(string script)
    {
        using Process process = Process.Start(new ProcessStartInfo("Rscript", ["--vanilla", script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(Cancel);
        string text = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.ShouldBe(0, await errors);
        return text;
    }

    // Not as text: the last of 15 digits is the machine's, not the formula's.
    private static void Compare(JsonElement kept, JsonElement printed, string path)
    {
        printed.ValueKind.ShouldBe(kept.ValueKind, path);
        switch (kept.ValueKind)
        {
            case JsonValueKind.Object:
                printed.EnumerateObject().Select(static one => one.Name).ShouldBe(kept.EnumerateObject().Select(static one => one.Name), path);
                foreach (JsonProperty one in kept.EnumerateObject()) Compare(one.Value, printed.GetProperty(one.Name), path + "." + one.Name);
                break;
            case JsonValueKind.Array:
                printed.GetArrayLength().ShouldBe(kept.GetArrayLength(), path);
                for (int i = 0; i < kept.GetArrayLength(); i++) Compare(kept[i], printed[i], $"{path}[{i}]");
                break;
            case JsonValueKind.Number:
                printed.GetDouble().ShouldBe(kept.GetDouble(), 1e-12 * Math.Max(1, Math.Abs(kept.GetDouble())), path);
                break;
            default:
                printed.ToString().ShouldBe(kept.ToString(), path);
                break;
        }
    }
}
