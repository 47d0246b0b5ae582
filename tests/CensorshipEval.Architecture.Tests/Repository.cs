using System.Runtime.CompilerServices;

namespace CensorshipEval.Architecture.Tests;

/// <summary>The source tree that these tests were compiled from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static IReadOnlyList<string> Packages { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(static folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> SourceFiles(string package) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", package), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string Find([CallerFilePath] string here = "")
    {
        // A deterministic build maps the path of this file, so look upwards from where the tests run as well.
        foreach (string start in new[] { Path.GetDirectoryName(here)!, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "CensorshipEval.sln"))) return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run from inside the source tree.");
    }
}
