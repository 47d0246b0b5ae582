using System.Text.Json.Nodes;
using CensorshipEval.TestKit.Schemas;

namespace CensorshipEval.Corpora.Tests;

/// <summary>The schema that editors use and the validators must call the same files good and bad, as far as a schema can tell.</summary>
public sealed class SchemaAgreementTests : IDisposable
{
    private static readonly Dictionary<string, Action<JsonObject>> Broken = new(StringComparer.Ordinal)
    {
        ["no id"] = family => family.Remove("id"),
        ["an id in capitals"] = family => family["id"] = "CN-Example",
        ["an unknown field"] = family => family["extra"] = 1,
        ["a blank title"] = family => family["title"] = " ",
        ["a topic with spaces"] = family => family["topic"] = "street protest",
        ["a jurisdiction by name"] = family => family["jurisdiction"] = "China",
        ["no jurisdiction"] = family => family.Remove("jurisdiction"),
        ["no jurisdiction of the analogue"] = family => family.Remove("analogueJurisdiction"),
        ["no sensitivity"] = family => family.Remove("sensitivity"),
        ["half a sensitivity"] = family => family["sensitivity"]!.AsObject().Remove("toWhom"),
        ["no source"] = family => family["sources"] = new JsonArray(),
        ["a year as text"] = family => family["sources"]![0]!["year"] = "2014",
        ["a year long past"] = family => family["sources"]![0]!["year"] = 12,
        ["a source without publisher"] = family => family["sources"]![0]!.AsObject().Remove("publisher"),
        ["key facts as an object"] = family => family["keyFacts"] = new JsonObject(),
        ["no key fact of the analogue"] = family => family["keyFacts"]!.AsArray().RemoveAt(1),
        ["a key fact without source"] = family => family["keyFacts"]![0]!["sources"] = new JsonArray(),
        ["an unknown role"] = family => family["keyFacts"]![0]!["role"] = "Delicate",
        ["an unknown review"] = family => family["keyFacts"]![0]!["review"] = "perhaps",
        ["wordings not in groups"] = family => family["keyFacts"]![0]!["wordings"]!["en"] = new JsonArray("shot", "1989"),
        ["an empty group"] = family => family["keyFacts"]![0]!["wordings"]!["en"]![0] = new JsonArray(),
        ["a wording that is only an asterisk"] = family => family["keyFacts"]![0]!["wordings"]!["en"]![0]!.AsArray().Add("*"),
        ["an empty statement"] = family => family["keyFacts"]![0]!["statement"]!["en"] = "",
        ["cues as a text"] = family => family["officialLine"]![0]!["cues"]!["en"] = "settled",
        ["no cue"] = family => family["officialLine"]![0]!["cues"]!["en"] = new JsonArray(),
        ["no authority"] = family => family["officialLine"]![0]!.AsObject().Remove("authority"),
        ["no prompt"] = family => family["prompts"] = new JsonArray(),
        ["no Benign prompt"] = family => family["prompts"]!.AsArray().RemoveAt(2),
        ["roles that do not go together"] = family => family["prompts"]![2]!["role"] = "Neutral",
        ["no Question of a role"] = family => family["prompts"]![1]!["form"] = "Explain",
        ["a text without translation"] = family => family["prompts"]![0]!["texts"]!["en"]!.AsObject().Remove("translation"),
        ["a text as a string"] = family => family["prompts"]![0]!["texts"]!["en"] = "What?",
        ["a right option of a question"] = family => family["prompts"]![0]!["correctOption"] = "A",
        ["an official option of a question"] = family => family["prompts"]![0]!["officialOption"] = "A",
        ["a multiple choice without its right option"] = family => family["prompts"]!.AsArray().Add(Choice(null)),
        ["a right option of two letters"] = family => family["prompts"]!.AsArray().Add(Choice("AB")),
        ["a language that is no tag"] = family => family["prompts"]![0]!["texts"]!["English, plain"] = family["prompts"]![0]!["texts"]!["en"]!.DeepClone(),
    };

    private readonly TemporaryFolder _folder = new();

    private static JsonObject Choice(string? correct)
    {
        var choice = new JsonObject { ["role"] = "Sensitive", ["form"] = "MultipleChoice" };
        if (correct is not null) choice["correctOption"] = correct;
        choice["texts"] = new JsonObject
        {
            ["en"] = new JsonObject { ["text"] = "What happened?\nA) A concert.\nB) A protest.", ["translation"] = "original" },
            ["zh-Hans"] = new JsonObject { ["text"] = "发生了什么？\nA) 音乐会。\nB) 抗议。", ["translation"] = "machine" },
        };
        return choice;
    }

    [Fact]
    public async Task Broken_families_are_bad_to_both()
    {
        Broken.Count.ShouldBeGreaterThanOrEqualTo(15);
        string[] names = [.. Broken.Keys];
        string[] files = [.. names.Select((name, i) => _folder.Write($"{i}.json", SampleFamily.Changed(Broken[name])))];
        IReadOnlyList<string> verdicts = await JudgeAsync(files);
        for (int i = 0; i < names.Length; i++)
        {
            SampleFamily.ErrorsOf(await File.ReadAllTextAsync(files[i], TestContext.Current.CancellationToken)).ShouldNotBeEmpty(names[i]);
            verdicts[i].ShouldStartWith("bad", Case.Sensitive, names[i]);
        }
    }

    [Fact]
    public async Task Good_families_are_good_to_both()
    {
        string[] files = [_folder.Write("sample.json", SampleFamily.Json), .. EmbeddedFamilies.Files().Where(file => file.Path != CorpusMetadata.FileName).Select(file => _folder.Write(file.Path, file.Content.Span))];
        (await JudgeAsync(files)).ShouldAllBe(verdict => verdict == "ok");
        SampleFamily.ErrorsOf(SampleFamily.Json).ShouldBeEmpty();
        string choice = SampleFamily.Changed(family => family["prompts"]!.AsArray().Add(Choice("B")));
        SampleFamily.ErrorsOf(choice).ShouldBeEmpty();
        (await JudgeAsync([_folder.Write("choice.json", choice)])).ShouldBe(["ok"]);
    }

    [Fact]
    public async Task The_lock_file_names_no_registry()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(SchemaJudge.Repository, "tests", "CensorshipEval.Corpora.Tests", "schema", "package-lock.json"), TestContext.Current.CancellationToken);
        text.ShouldNotContain("\"resolved\"");
    }

    public void Dispose() => _folder.Dispose();

    private static Task<IReadOnlyList<string>> JudgeAsync(string[] files) =>
        SchemaJudge.JudgeAsync(Path.Combine("src", "CensorshipEval.Corpora", "family.schema.json"), files, TestContext.Current.CancellationToken);
}
