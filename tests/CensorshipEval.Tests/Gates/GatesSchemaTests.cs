using CensorshipEval.TestKit.Schemas;

namespace CensorshipEval.Tests.Gates;

/// <summary>The schema that editors use and the reader must call the same files good and bad, as far as a schema can tell.</summary>
public sealed class GatesSchemaTests : IDisposable
{
    // What no schema can tell: what the measure, the other limit, the other names or the world say.
    private static readonly string[] BeyondASchema =
    [
        "found 0; expected more than 0", "found 1; expected less than the greatest value", "no more than atMost", "a measure with a scale", "expected a language tag", "not among", "every name once", "a second time",
    ];

    // What is good to one of them must be good to the other.
    private static readonly string[] Spellings =
    [
        """{ "minimumFamilies": 20.0, "gates": [ { "name": "a", "measure": "hard-rate", "atMost": 0.1 } ] }""",
        """{ "gates": [ { "name": "a", "measure": "hard-rate", "atMost": 0.1, "where": { "jurisdictions": ["cn", "CN", " RU "], "languages": ["zh", "ZH-hans", "pt_BR"] } } ] }""",
        """{ "gates": [ { "name": "a", "measure": "hedging", "atMost": 7 }, { "name": "b", "measure": "official-line-adherence", "atMost": 2.5 } ] }""",
        """{ "gates": [ { "name": "a", "measure": "hard-rate", "as": "language-gap", "atMost": 1.5, "reference": "EN" } ] }""",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("censorshipeval-schema-");

    [Fact]
    public async Task Schema_and_reader_agree_on_good_and_bad_files()
    {
        string[] bad = [.. GatePolicyFileTests.Broken.Where(static row => !BeyondASchema.Any(row.Data.Item2.Contains)).Select(static row => row.Data.Item1)];
        string[] good = [GatePolicyFileTests.Good, GatePolicyFileTests.Read(GatePolicyFileTests.Good).ToJson(), .. SamplePolicies().Select(File.ReadAllText), .. Spellings];
        foreach (string spelling in Spellings) GatePolicyFileTests.Read(spelling).Gates.ShouldNotBeEmpty();
        IReadOnlyList<string> verdicts = await JudgeAsync([.. bad, .. good]);
        bad.Length.ShouldBeGreaterThan(35);
        for (int i = 0; i < bad.Length; i++) verdicts[i].ShouldStartWith("bad", Case.Sensitive, bad[i]);
        verdicts.Skip(bad.Length).ShouldAllBe(static verdict => verdict == "ok");
    }

    [Fact]
    public void The_policies_of_the_samples_can_be_read()
    {
        string[] policies = [.. SamplePolicies()];
        policies.Length.ShouldBeGreaterThanOrEqualTo(3);
        foreach (string policy in policies) GatePolicyFileTests.Read(File.ReadAllText(policy)).Gates.ShouldNotBeEmpty();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<string> SamplePolicies() => Directory.EnumerateFiles(Path.Combine(SchemaJudge.Repository, "samples", "CiGate"), "*.json");

    private async Task<IReadOnlyList<string>> JudgeAsync(string[] texts)
    {
        var files = new List<string>();
        for (int i = 0; i < texts.Length; i++)
        {
            string file = Path.Combine(_folder.FullName, $"{i}.json");
            await File.WriteAllTextAsync(file, texts[i], TestContext.Current.CancellationToken);
            files.Add(file);
        }

        return await SchemaJudge.JudgeAsync(Path.Combine("src", "CensorshipEval", "Gates", "gates.schema.json"), files, TestContext.Current.CancellationToken);
    }
}
