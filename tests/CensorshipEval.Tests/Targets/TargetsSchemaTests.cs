using CensorshipEval.TestKit.Schemas;

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
        IReadOnlyList<string> verdicts = await JudgeAsync([.. bad, TargetsFileTests.Good, """{ "targets": [ { "model": "m", "endpoint": "HTTP://a.example:8080/v1?api-version=1" } ] }"""]);
        for (int i = 0; i < bad.Length; i++) verdicts[i].ShouldStartWith("bad", Case.Sensitive, bad[i]);
        verdicts[^2].ShouldBe("ok");
        verdicts[^1].ShouldBe("ok");
        TargetsFileTests.Read("""{ "targets": [ { "model": "m", "endpoint": "HTTP://a.example:8080/v1?api-version=1" } ] }""");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<IReadOnlyList<string>> JudgeAsync(string[] texts)
    {
        var files = new List<string>();
        for (int i = 0; i < texts.Length; i++)
        {
            string file = Path.Combine(_folder.FullName, $"{i}.json");
            await File.WriteAllTextAsync(file, texts[i], TestContext.Current.CancellationToken);
            files.Add(file);
        }

        return await SchemaJudge.JudgeAsync(Path.Combine("src", "CensorshipEval", "Targets", "targets.schema.json"), files, TestContext.Current.CancellationToken);
    }
}
