using System.Text.RegularExpressions;

namespace CensorshipEval.Docs.Tests;

/// <summary>The pages of the documentation, as they were when the tests were built.</summary>
internal static partial class Pages
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Pages");

    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories).Select(static file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);

    /// <summary>Whether there is such a page or picture.</summary>
    public static bool Holds(string file) => File.Exists(Path.Combine(Root, file));

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page));

    /// <summary>The fenced blocks of a language.</summary>
    public static IReadOnlyList<string> Blocks(string page, string language) =>
        [.. Fence().Matches(Read(page)).Where(match => match.Groups["language"].Value == language).Select(static match => match.Groups["code"].Value)];

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();
}
