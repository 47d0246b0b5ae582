using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CensorshipEval.Docs.Tests;

/// <summary>The pages' blocks of code as the compiler sees them: each a program or a few types of its own, with every package referenced.</summary>
internal static class Snippets
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    public static IEnumerable<(string Page, int Block)> All =>
        from page in Pages.All from block in Enumerable.Range(0, Pages.Blocks(page, "csharp").Count) select (page, block);

    public static CSharpCompilation Compile(string page, int block, CancellationToken cancellationToken) =>
        Compile(Pages.Blocks(page, "csharp")[block], cancellationToken);

    public static CSharpCompilation Compile(string code, CancellationToken cancellationToken)
    {
        SyntaxTree snippet = CSharpSyntaxTree.ParseText(code, cancellationToken: cancellationToken);
        // A block of types alone is part of a program: a test, or a class to take over.
        bool isProgram = snippet.GetCompilationUnitRoot(cancellationToken).Members.Any(static member => member is GlobalStatementSyntax);
        return CSharpCompilation.Create(
            "docs",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, cancellationToken: cancellationToken), snippet],
            References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
