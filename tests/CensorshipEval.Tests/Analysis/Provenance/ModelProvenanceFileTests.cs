using System.Text;
using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Provenance;

public sealed class ModelProvenanceFileTests
{
    private const string Good = """
        {
          "note": "ours",
          "models": [
            {
              "names": ["acme-chat", "acme/Acme-Mini"],
              "developer": "Acme",
              "country": "NZ",
              "weights": "closed",
              "baseModel": "Qwen3-32B",
              "baseDeveloper": "Alibaba",
              "baseCountry": "CN",
              "source": { "title": "Contract", "publisher": "Acme" },
              "asOf": "2025-03"
            },
            { "names": ["other"], "developer": "Somebody", "asOf": "2025-03-17" }
          ]
        }
        """;

    public static TheoryData<string, string> Broken => new()
    {
        { """{ }""", "m.json:1: models: found nothing; expected a list" },
        { """[ ]""", "m.json:1: found a list; expected an object" },
        { """{ "models": [ 3 ] }""", "m.json:1: models[0]: found 3; expected an object" },
        { """{ "models": [ { "developer": "A" } ] }""", "models[0].names: found nothing; expected a list" },
        { """{ "models": [ { "names": [], "developer": "A" } ] }""", "models[0].names: found a list; expected at least one text" },
        { """{ "models": [ { "names": [1], "developer": "A" } ] }""", "models[0].names[0]: found 1; expected a text" },
        { """{ "models": [ { "names": [" "], "developer": "A" } ] }""", "models[0].names[0]: found ' '; expected the name of a model or a family" },
        { """{ "models": [ { "names": ["a", "x/A"], "developer": "A" } ] }""", "models[0].names[1]: found 'x/A'; expected every name once" },
        { """{ "models": [ { "names": ["a"] } ] }""", "models[0].developer: found nothing; expected a text" },
        { """{ "models": [ { "names": ["a"], "developer": " " } ] }""", "models[0].developer: found ' '; expected a text" },
        { "{ \"models\": [ { \"names\": [\"a\"], \"developer\": \"A\",\n \"country\": \"China\" } ] }", "m.json:2: models[0].country: found 'China'; expected an ISO 3166-1 code" },
        { """{ "models": [ { "names": ["a"], "developer": "A", "country": "XX" } ] }""", "models[0].country: found 'XX'; expected an ISO 3166-1 code" },
        { """{ "models": [ { "names": ["a"], "developer": "A", "weights": "free" } ] }""", "models[0].weights: found 'free'; expected one of Unknown, Open, Closed" },
        { """{ "models": [ { "names": ["a"], "developer": "A", "asOf": "2025" } ] }""", "models[0].asOf: found '2025'; expected a month such as 2025-01" },
        { """{ "models": [ { "names": ["a"], "developer": "A", "baseCountry": "CN" } ] }""", "models[0].baseCountry: found 'CN'; expected a baseModel beside it" },
        { """{ "models": [ { "names": ["a"], "developer": "A", "source": { "title": "T" } } ] }""", "models[0].source.publisher: found nothing; expected a text" },
        { """{ "models": [ { "names": ["a"], "developer": "A", "weight": "open" } ] }""", "models[0].weight: found an unknown field" },
        { """{ "models": [], "strangers": ["b"] }""", "strangers: found an unknown field" },
        { """{ "models": [ { "names": ["a"], "developer": "A", "developer": "B" } ] }""", "models[0].developer: found the same name a second time" },
    };

    [Fact]
    public async Task Every_field_of_a_file_is_read()
    {
        ModelProvenanceTable table = await LoadAsync(Good);
        ModelProvenance found = table.Find("acme-mini-2");
        found.ShouldBe(new ModelProvenance
        {
            Developer = "Acme",
            Country = Jurisdiction.Parse("NZ"),
            Weights = ModelWeights.Closed,
            BaseModel = "Qwen3-32B",
            BaseDeveloper = "Alibaba",
            BaseCountry = Jurisdiction.Parse("CN"),
            Publisher = "Acme",
            Source = new ProvenanceSource("Contract", "Acme"),
            AsOf = new DateOnly(2025, 3, 1),
        });
        table.Find("acme-chat").ShouldBe(found);
        table.Find("other").ShouldBe(new ModelProvenance { Developer = "Somebody", AsOf = new DateOnly(2025, 3, 17) });
        table.Find("gpt-4o").Developer.ShouldBe("OpenAI");
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_wrong_is_told_with_its_place(string json, string expected) =>
        Should.Throw<InputException>(() => ModelProvenanceFile.Read(Encoding.UTF8.GetBytes(json), "m.json", isBuiltIn: false)).Message.ShouldContain(expected);

    [Fact]
    public void All_errors_are_told_at_once() =>
        Should.Throw<InputException>(() => ModelProvenanceFile.Read("""{ "models": [ { "names": [""], "country": "?" }, 7 ] }"""u8.ToArray(), "m.json", isBuiltIn: false))
            .Errors.Count.ShouldBe(4);

    [Fact]
    public async Task A_file_that_is_not_there_is_told() =>
        (await Should.ThrowAsync<InputException>(() => ModelProvenanceTable.LoadAsync("no/such.json", TestContext.Current.CancellationToken)))
            .Errors.Single().Found.ShouldBe("no such file");

    private static async Task<ModelProvenanceTable> LoadAsync(string json)
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, json, TestContext.Current.CancellationToken);
            return await ModelProvenanceTable.LoadAsync(path, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
