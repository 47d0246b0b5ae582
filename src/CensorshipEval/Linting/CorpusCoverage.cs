using System.Text;

namespace CensorshipEval.Linting;

/// <summary>What a corpus covers, by jurisdiction.</summary>
public sealed class CorpusCoverage
{
    private readonly CoverageRow _total;

    /// <summary>Counts a corpus.</summary>
    public CorpusCoverage(IPromptCorpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        Rows = [.. corpus.Families.GroupBy(static family => family.Jurisdiction).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key.Code, StringComparer.Ordinal).Select(static group => Row(group.Key, [.. group]))];
        _total = Row(Jurisdiction.None, corpus.Families);
    }

    /// <summary>A row for each jurisdiction, the largest first.</summary>
    public IReadOnlyList<CoverageRow> Rows { get; }

    /// <summary>The rows as a table in Markdown, with their sum.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder(
            """
            | jurisdiction | families | topics | analogue countries | with another form | key facts | prompts | languages |
            |---|--:|--:|--:|--:|--:|--:|---|

            """.ReplaceLineEndings("\n"));
        foreach (CoverageRow row in Rows) Append(text, row, row.Jurisdiction.Code, string.Join(' ', row.Languages));
        Append(text, _total, "**all**", "");
        return text.ToString();
    }

    private static void Append(StringBuilder text, CoverageRow row, string name, string languages) =>
        text.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"| {name} | {row.Families} | {row.Topics} | {row.Analogues} | {row.OtherForms} | {row.KeyFacts} | {row.Prompts} | {languages} |\n");

    private static CoverageRow Row(Jurisdiction jurisdiction, IReadOnlyList<PromptFamily> families)
    {
        IEnumerable<LanguageTag>[] languages = [.. families.Select(static family => family.Prompts.SelectMany(static prompt => prompt.Texts.Keys).Distinct())];
        return new CoverageRow(
            jurisdiction,
            families.Count,
            families.Select(static family => family.Topic).Distinct(StringComparer.Ordinal).Count(),
            families.Select(static family => family.AnalogueJurisdiction).Where(static analogue => analogue != Jurisdiction.None).Distinct().Count(),
            families.Count(static family => family.Prompts.Any(static prompt => prompt.Form is not PromptForm.Question)),
            families.Sum(static family => family.KeyFacts.Count),
            families.Sum(static family => family.Prompts.Sum(static prompt => prompt.Texts.Count)),
            languages.Length == 0 ? [] : [.. languages.Aggregate(static (all, own) => all.Intersect(own)).Order()]);
    }
}
