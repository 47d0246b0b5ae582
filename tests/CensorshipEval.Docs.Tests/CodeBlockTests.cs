using Microsoft.CodeAnalysis;

namespace CensorshipEval.Docs.Tests;

public sealed class CodeBlockTests
{
    public static TheoryData<string, int> CSharpBlocks => [.. Snippets.All];

    [Theory]
    [MemberData(nameof(CSharpBlocks))]
    public void A_block_of_code_compiles_as_it_stands(string page, int block) =>
        Snippets.Compile(page, block, TestContext.Current.CancellationToken).GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic => diagnostic.ToString())
            .ShouldBeEmpty();

    [Fact]
    public void The_first_page_shows_code() => Pages.Blocks("README.md", "csharp").Count.ShouldBeGreaterThanOrEqualTo(2);
}
