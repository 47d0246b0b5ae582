using CensorshipEval.Corpora;
using CensorshipEval.Linting;

namespace CensorshipEval.Tests.Linting;

public sealed class CorpusCoverageTests
{
    private static readonly CorpusCoverage BuiltIn = new(PromptCorpus.BuiltIn);

    [Fact]
    public void The_rows_add_up_to_the_corpus()
    {
        BuiltIn.Rows.Sum(static row => row.Families).ShouldBe(PromptCorpus.BuiltIn.Families.Count);
        BuiltIn.Rows.Sum(static row => row.Prompts).ShouldBe(PromptCorpus.BuiltIn.Prompts.Count);
        BuiltIn.Rows.ShouldAllBe(static row => row.OtherForms <= row.Families && row.Topics <= row.Families && row.Languages.Count > 0);
    }

    [Fact]
    public void The_documentation_carries_the_table()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CensorshipEval.sln"))) folder = Path.GetDirectoryName(folder).ShouldNotBeNull();
        File.ReadAllText(Path.Combine(folder, "docs", "corpus.md")).ReplaceLineEndings("\n").ShouldContain(BuiltIn.ToMarkdown());
    }

    [Fact]
    public void A_corpus_without_families_has_no_rows() => new CorpusCoverage(new EmptyCorpus()).Rows.ShouldBeEmpty();

    private sealed class EmptyCorpus : IPromptCorpus
    {
        public CorpusInfo Info { get; } = new() { Name = "empty", Version = "0.0.0", Sha256 = "" };

        public IReadOnlyList<PromptFamily> Families => [];

        public IReadOnlyList<Prompt> Prompts => [];

        public PromptFamily? FindFamily(string familyId) => null;
    }
}
