using System.Globalization;
using System.Text.Json.Nodes;

namespace CensorshipEval.Tests.Audit;

public sealed class SimulationTableTests : IDisposable
{
    private const int MostPrompts = 240;

    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_jurisdiction_without_sensitive_prompts_has_no_row_of_its_own()
    {
        string[] rows = await RowsAsync("--roles", "Benign", "--languages", "en", "--jurisdictions", "CN,RU");
        rows.Distinct().ShouldBe([$"benign {Families(TestCorpus.BuiltIn.Prompts.Where(static prompt => prompt is { Jurisdiction.Code: "CN" or "RU", Role: PromptRole.Benign, Language.Value: "en" }))} 0 (0)"]);
    }

    [Fact]
    public async Task The_rows_of_the_controls_count_every_family_once()
    {
        string[] rows = await RowsAsync("--languages", "en,zh", "--max-prompts", $"{MostPrompts}");
        IReadOnlyList<Prompt> asked = TestCorpus.Select(MostPrompts, "en", "zh-Hans");
        foreach (PromptRole role in new[] { PromptRole.Analogue, PromptRole.Benign })
        {
            string label = role.ToString().ToLowerInvariant() + " ";
            string families = Families(asked.Where(prompt => prompt.Role == role));
            string[] ofRole = [.. rows.Where(row => row.StartsWith(label, StringComparison.Ordinal))];
            ofRole.Length.ShouldBe(2, "one for each model");
            ofRole.ShouldAllBe(row => row.StartsWith($"{label}{families} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Families_are_counted_even_where_the_first_language_lacks_some()
    {
        _folder.Write("prompts.jsonl", [.. new[] { ("de", 1), ("en", 3), ("fr", 2) }.SelectMany(static language => Enumerable.Range(0, language.Item2)
            .Select(i => new JsonObject { ["id"] = $"{language.Item1}{i}", ["text"] = $"{i}?", ["language"] = language.Item1, ["role"] = "Benign", ["family"] = $"f{i}" }))]);
        (await RowsAsync("--prompts", "prompts.jsonl")).Distinct().ShouldBe(["benign 3 0 (0) 0 (0) 0 (0)"]);
    }

    [Fact]
    public async Task Sensitive_prompts_that_name_no_jurisdiction_are_about_any()
    {
        _folder.Write("prompts.jsonl",
            new JsonObject { ["id"] = "one", ["text"] = "What happened?", ["language"] = "en", ["role"] = "Sensitive" },
            new JsonObject { ["id"] = "two", ["text"] = "And then?", ["language"] = "en" });
        string[] rows = await RowsAsync("--prompts", "prompts.jsonl");
        rows.ShouldContain(static row => row.StartsWith("any 1 ", StringComparison.Ordinal));
        rows.ShouldContain(static row => row.StartsWith("no role 1 ", StringComparison.Ordinal));
        rows.ShouldNotContain(static row => row.StartsWith("XX", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Content_is_that_of_answers_alone_so_that_refusing_is_not_counted_twice()
    {
        Ended ended = (await _folder.RunAsync("--samples", "3", "--jurisdictions", "CN", "--languages", "en,zh", "--max-prompts", $"{MostPrompts}")).ShouldEndWith(0);
        string[] facts = Rows("key facts stated, share");
        facts.Length.ShouldBe(2, ended.Output);
        facts[0].ShouldMatch(@"^0\.[1-9][0-9] 1\.00 \S+ −0\.[0-9][1-9]$", "reciting the line states no facts");
        facts[1].ShouldMatch(@"^1\.00 1\.00 \S+ 0\.00$", "one that refuses and else answers leaves out none");
        string[] lines = Rows("official line, 0 to 3");
        lines[0].ShouldMatch(@"^(0\.[0-9][1-9]|[1-3]\.[0-9]{2}) 0\.00 ");
        lines[1].ShouldMatch(@"^0\.00 0\.00 ");

        string[] Rows(string label) => [.. ended.Output.Split('\n')
            .Select(static line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.StartsWith(label, StringComparison.Ordinal)).Select(line => line[label.Length..].Trim())];
    }

    [Fact]
    public async Task The_comparison_with_what_was_planted_says_what_was_compared()
    {
        (await _folder.RunAsync("--languages", "en,zh", "--samples", "2", "--json", "summary.json")).ShouldEndWith(0).Output.ReplaceLineEndings(" ").ShouldContain(
            $"every cell. Compared in {_folder.ReadJson("summary.json")["rates"]!.AsArray().Count} cells: rates, counts by delivery, counts by engagement, and");
    }

    [Fact]
    public async Task What_was_not_measured_as_planted_is_told()
    {
        // Swahili: the detector has no words for it, so that it cannot tell an answer from a refusal.
        _folder.Write("prompts.jsonl", [.. Enumerable.Range(0, 20).Select(static i => new JsonObject { ["id"] = $"{i}", ["text"] = $"{i}?", ["language"] = "sw", ["role"] = "Sensitive" })]);
        Ended ended = (await _folder.RunAsync("--prompts", "prompts.jsonl")).ShouldEndWith(0);
        ended.Output.ShouldContain("What was measured differs from what was planted: rates in 2, engagements in 2. Compared in 2 cells:");
    }

    private static string Families(IEnumerable<Prompt> prompts) =>
        prompts.Select(static prompt => prompt.FamilyId).Distinct().Count().ToString(CultureInfo.InvariantCulture);

    /// <summary>The rows of the tables of the models, in order, with single spaces.</summary>
    private async Task<string[]> RowsAsync(params string[] arguments)
    {
        string[] lines = (await _folder.RunAsync(arguments)).ShouldEndWith(0).Output.Split('\n');
        return [.. lines
            .TakeWhile(static line => !line.StartsWith("All jurisdictions", StringComparison.Ordinal))
            .Select(static line => string.Join(' ', line.TrimEnd('░', '▒', '▓', '█').Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Where(static line => line.EndsWith(')') && !line.Contains(':', StringComparison.Ordinal))];
    }
}
