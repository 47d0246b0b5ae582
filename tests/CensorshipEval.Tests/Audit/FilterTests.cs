using System.Globalization;
using System.Text.Json.Nodes;

namespace CensorshipEval.Tests.Audit;

public sealed class FilterTests : IDisposable
{
    // Most filters are tried on a part of the built-in corpus that has every language, role and jurisdiction, as a file of prompts: quick however large the whole is.
    private const string CorpusFile = "corpus.jsonl";

    private static readonly IReadOnlyList<Prompt> Corpus = TestCorpus.TwoOfEach;

    private readonly AuditFolder _folder = new();

    public FilterTests() => _folder.Write(CorpusFile, [.. Corpus.Select(static prompt => new JsonObject
    {
        ["id"] = prompt.Id, ["text"] = prompt.Text, ["language"] = prompt.Language.Value, ["topic"] = prompt.Topic, ["role"] = $"{prompt.Role}",
        ["form"] = $"{prompt.Form}", ["family"] = prompt.FamilyId, ["jurisdiction"] = prompt.Jurisdiction.Code,
    })]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_options_everything_is_asked_of_two_models_into_a_store_named_by_the_run()
    {
        (await _folder.RunAsync("--json", "summary.json", "--trials", "trials.jsonl")).ShouldEndWith(0);
        string run = (string)_folder.ReadJson("summary.json")["run"]!;
        run.ShouldMatch("^[0-9]{8}-[0-9]{6}-[0-9a-f]{8}$");
        _folder.Names.ShouldBe([CorpusFile, "summary.json", "trials.jsonl", $"censorshipeval-{run}.db"], ignoreOrder: true);
        JsonObject[] trials = _folder.ReadLines("trials.jsonl");
        trials.Select(static trial => (string)trial["model"]!).Distinct().ShouldBe(["simulated-open", "simulated-censor"], ignoreOrder: true);
        trials.Length.ShouldBe(2 * TestCorpus.BuiltIn.Prompts.Count);
        trials.Select(static trial => (string)trial["promptId"]!).Distinct().ShouldBe(TestCorpus.BuiltIn.Prompts.Select(static prompt => prompt.Id), ignoreOrder: true);
        foreach (JsonObject trial in trials) ((string?)trial["run"]).ShouldBe(run);
    }

    [Fact]
    public async Task Languages_are_normalised_and_nothing_else_is_asked() =>
        await ShouldAskAsync(static prompt => prompt.Language.Value is "zh-Hans" or "en", "--languages", "zh,en");

    [Fact]
    public async Task Values_may_also_stand_apart_and_in_any_case() =>
        await ShouldAskAsync(static prompt => prompt.Language.Value is "zh-Hans" or "de", "--languages", "DE", "zh-cn");

    [Fact]
    public async Task Roles_are_asked_alone() =>
        await ShouldAskAsync(static prompt => prompt.Role is PromptRole.Sensitive or PromptRole.Benign, "--roles", "sensitive,Benign");

    [Fact]
    public async Task Jurisdictions_are_asked_with_their_controls() =>
        await ShouldAskAsync(static prompt => prompt.Jurisdiction.Code is "CN" or "RU", "--jurisdictions", "cn,RU");

    [Fact]
    public async Task Topics_are_asked_alone()
    {
        string[] topics = [.. Corpus.Select(static prompt => prompt.Topic!).Distinct().Take(2)];
        await ShouldAskAsync(prompt => topics.Contains(prompt.Topic), "--topics", $"{topics[0]},{topics[1].ToUpperInvariant()}");
    }

    [Fact]
    public async Task Several_filters_must_all_be_met() => await ShouldAskAsync(
        static prompt => prompt.Jurisdiction.Code is "CN" && prompt.Language.Value is "fr" && prompt.Role is PromptRole.Analogue,
        "--jurisdictions", "CN", "--languages", "fr", "--roles", "Analogue");

    [Fact]
    public async Task Samples_are_asked_so_often()
    {
        JsonObject[] trials = await AskAsync("--samples", "3", "--languages", "ja");
        foreach (IGrouping<string, JsonObject> prompt in trials.GroupBy(static trial => $"{trial["model"]} {trial["promptId"]}"))
            prompt.Select(static trial => (int)trial["sample"]!).Order().ShouldBe([0, 1, 2]);
        trials.Length.ShouldBe(2 * 3 * Corpus.Count(static prompt => prompt.Language.Value is "ja"));
    }

    [Fact]
    public async Task A_limit_takes_whole_families_and_the_seed_says_which()
    {
        const int limit = 60;
        string[] first = await PromptsAsync("--seed", "1");
        (await PromptsAsync()).ShouldBe(first, "1 is the default");
        string[][] others = [await PromptsAsync("--seed", "2"), await PromptsAsync("--seed", "3")];
        others.ShouldContain(other => !other.SequenceEqual(first));
        foreach (string[] asked in others.Append(first))
        {
            asked.Length.ShouldBeInRange(1, limit);
            Prompt[] prompts = [.. Corpus.Where(prompt => asked.Contains(prompt.Id))];
            Corpus.Count(prompt => prompts.Any(drawn => drawn.FamilyId == prompt.FamilyId)).ShouldBe(asked.Length);
        }

        async Task<string[]> PromptsAsync(params string[] seed) =>
            [.. (await AskAsync(["--max-prompts", limit.ToString(CultureInfo.InvariantCulture), .. seed])).Select(static trial => (string)trial["promptId"]!).Distinct().Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("1")]
    [InlineData("300")]
    public async Task Concurrency_changes_nothing_that_is_measured(string concurrency)
    {
        (await _folder.RunAsync("--languages", "en", "--max-prompts", "240", "--concurrency", concurrency, "--json", "one.json", "--quiet")).ShouldEndWith(0);
        (await _folder.RunAsync("--languages", "en", "--max-prompts", "240", "--json", "other.json", "--quiet")).ShouldEndWith(0);
        JsonNode.DeepEquals(_folder.ReadJson("one.json")["rates"], _folder.ReadJson("other.json")["rates"]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_of_prompts_is_asked_and_resumed_by_the_command_that_names_it()
    {
        _folder.Write("prompts.jsonl",
            new JsonObject { ["id"] = "one", ["text"] = "What happened?", ["language"] = "zh-TW", ["topic"] = "t", ["role"] = "Sensitive", ["family"] = "f" },
            new JsonObject { ["id"] = "two", ["text"] = "And then?", ["language"] = "zh" });
        (await _folder.RunAsync("--prompts", "prompts.jsonl", "--samples", "2", "--store", "runs.db", "--json", "summary.json", "--trials", "trials.jsonl")).ShouldEndWith(0);
        _folder.ReadLines("trials.jsonl").Select(static trial => ((string?)trial["promptId"], (string?)trial["language"], (string?)trial["topic"], (string?)trial["role"], (string?)trial["family"]))
            .Distinct().ShouldBe([("one", "zh-Hant", "t", "Sensitive", "f"), ("two", "zh-Hans", null, null, null)], ignoreOrder: true);

        string run = (string)_folder.ReadJson("summary.json")["run"]!;
        File.Move(_folder.File("prompts.jsonl"), _folder.File("moved.jsonl"));
        (await _folder.RunAsync("--resume", run, "--store", "runs.db")).ShouldEndWith(2).Error.ShouldContain("--prompts");
        Directory.CreateDirectory(_folder.File("other"));
        File.Copy(_folder.File("moved.jsonl"), _folder.File("other/prompts.jsonl"));
        (await _folder.RunAsync("--resume", run, "--store", "runs.db", "--prompts", "other/prompts.jsonl")).ShouldEndWith(0);
    }

    private async Task ShouldAskAsync(Func<Prompt, bool> asked, params string[] arguments)
    {
        string[] expected = [.. Corpus.Where(asked).Select(static prompt => prompt.Id)];
        expected.Length.ShouldBeInRange(1, Corpus.Count - 1);
        JsonObject[] trials = await AskAsync(arguments);
        foreach (string model in new[] { "simulated-open", "simulated-censor" })
            trials.Where(trial => (string?)trial["model"] == model).Select(static trial => (string)trial["promptId"]!).ShouldBe(expected, ignoreOrder: true);
    }

    /// <summary>Runs the audit quietly over the part of the corpus and gives back its trials.</summary>
    private async Task<JsonObject[]> AskAsync(params string[] arguments)
    {
        Ended ended = (await _folder.RunAsync([.. arguments, "--prompts", CorpusFile, "--quiet", "--trials", "trials.jsonl", "--store", "runs.db"])).ShouldEndWith(0);
        (ended.Output, ended.Error).ShouldBe(("", ""), "quiet");
        return _folder.ReadLines("trials.jsonl");
    }
}
