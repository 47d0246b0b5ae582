using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CensorshipEval.Docs.Tests;

public sealed class CodeBlockTests
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    public static TheoryData<string, int> CSharpBlocks
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string page in Pages.All)
            {
                for (int i = 0; i < Pages.Blocks(page, "csharp").Count; i++) data.Add(page, i);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CSharpBlocks))]
    public void A_block_of_code_compiles_as_it_stands(string page, int block)
    {
        string[] assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        SyntaxTree[] trees =
            [.. new[] { ImplicitUsings, Pages.Blocks(page, "csharp")[block] }.Select(code => CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken))];
        // A block of types alone is part of a program: a test, or a class to take over.
        bool isProgram = trees[1].GetCompilationUnitRoot(TestContext.Current.CancellationToken).Members.Any(static member => member is GlobalStatementSyntax);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "docs",
            trees,
            assemblies.Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic => diagnostic.ToString())
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_first_page_shows_code() => Pages.Blocks("README.md", "csharp").Count.ShouldBeGreaterThanOrEqualTo(2);
}
