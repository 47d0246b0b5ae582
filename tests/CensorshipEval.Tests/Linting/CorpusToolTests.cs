using System.Text.Json.Nodes;
using CensorshipEval.Corpora;
using CensorshipEval.Linting;
using CensorshipEval.Tests.Audit;
using CensorshipEval.Tests.Conformance;

namespace CensorshipEval.Tests.Linting;

public sealed class CorpusToolTests : IDisposable
{
    private readonly AuditFolder _folder = new();
    private readonly SampleProgram _tool;

    public CorpusToolTests()
    {
        _tool = new SampleProgram("CorpusTool", _folder);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "own"));
        _folder.Write("own/corpus.json", """{ "name": "own", "version": "1.0.0" }""");
        _folder.Write("own/cn-example.json", LintFamily.Create().ToJsonString());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stats_prints_the_table_of_coverage() =>
        (await _tool.RunAsync("stats")).ShouldEndWith(0).Output.ReplaceLineEndings("\n").ShouldStartWith(new CorpusCoverage(PromptCorpus.BuiltIn).ToMarkdown());

    [Fact]
    public async Task Lint_ends_with_1_where_something_is_found_and_says_what()
    {
        Ended ended = (await _tool.RunAsync("lint", "--corpus", "own")).ShouldEndWith(1);
        ended.Output.ShouldContain("cn-example: 1 key facts of Sensitive, expected at least 3 (key-facts)");
        ended.Output.ShouldContain("own 1.0.0: 1 families, 3 prompts: 4 findings");
    }

    [Fact]
    public async Task What_was_exported_is_read_again_as_the_same_prompts()
    {
        (await _tool.RunAsync("export", "--corpus", "own", "--out", "prompts.jsonl")).ShouldEndWith(0);

        IPromptCorpus own = await PromptCorpus.LoadFolderAsync(Path.Combine(_folder.Path, "own"), TestContext.Current.CancellationToken);
        IPromptCorpus read = await PromptCorpus.LoadPromptsAsync(Path.Combine(_folder.Path, "prompts.jsonl"), TestContext.Current.CancellationToken);
        read.Prompts.ShouldBe(own.Prompts);
    }

    [Fact]
    public async Task A_changed_file_is_found_and_no_manifest_is_written_until_the_version_is_another()
    {
        (await _tool.RunAsync("verify", "--corpus", "own", "--write")).ShouldEndWith(0);
        (await _tool.RunAsync("verify", "--corpus", "own")).ShouldEndWith(0);
        JsonObject changed = LintFamily.Create();
        changed["title"] = "Another title";
        _folder.Write("own/cn-example.json", changed.ToJsonString());

        Ended found = (await _tool.RunAsync("verify", "--corpus", "own")).ShouldEndWith(1);
        found.Output.ShouldContain("cn-example.json was changed");
        found.Output.ShouldContain("raise it in corpus.json");
        (await _tool.RunAsync("verify", "--corpus", "own", "--write")).ShouldEndWith(2).Error.ShouldContain("a higher version in corpus.json");

        _folder.Write("own/corpus.json", """{ "name": "own", "version": "1.1.0" }""");
        (await _tool.RunAsync("verify", "--corpus", "own", "--write")).ShouldEndWith(0);
        (await _tool.RunAsync("verify", "--corpus", "own")).ShouldEndWith(0);
    }

    [Theory]
    [InlineData("verify --corpus own", "manifest.sha256: found no such file")]
    [InlineData("verify --write", "--write: found no file to write to")]
    [InlineData("lint --corpus nowhere", "nowhere: found no such folder")]
    [InlineData("export --out nowhere/p.jsonl", "--out: found no folder")]
    [InlineData("export", "--out")]
    public async Task What_cannot_be_done_ends_with_2_and_says_why(string arguments, string message) =>
        (await _tool.RunAsync(arguments.Split(' '))).ShouldEndWith(2).Error.ShouldContain(message);
}
