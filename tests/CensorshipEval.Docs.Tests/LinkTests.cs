using System.Text.RegularExpressions;

namespace CensorshipEval.Docs.Tests;

public sealed partial class LinkTests
{
    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_link_to_another_page_or_picture_leads_somewhere(string page)
    {
        string folder = Path.GetDirectoryName(page)!;
        IEnumerable<string> targets = Link().Matches(Pages.Read(page))
            .Select(static match => match.Groups["target"].Value.Split('#')[0])
            .Where(static target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal));
        foreach (string target in targets)
            Pages.Holds(Path.Combine(folder, target)).ShouldBeTrue($"'{target}', a link in {page}");
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
