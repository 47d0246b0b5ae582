using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CensorshipEval.Docs.Tests;

/// <summary>The pages' blocks of code as the compiler sees them: each a program of its own, with every package referenced.</summary>
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

    public static CSharpCompilation Compile(string program, CancellationToken cancellationToken) => CSharpCompilation.Create(
        "docs",
        new[] { ImplicitUsings, program }.Select(code => CSharpSyntaxTree.ParseText(code, cancellationToken: cancellationToken)),
        References,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
}
