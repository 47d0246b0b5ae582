using System.Globalization;
using System.Text;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Charts;

/// <summary>Models in the order of the page, and their names.</summary>
internal static class Series
{
    /// <summary>What belongs to each model, in the order in which it came, up to the most that are drawn.</summary>
    public static IReadOnlyList<IGrouping<string, T>> PerTarget<T>(IEnumerable<T> all, Func<T, TrialGroup> group) =>
        [.. all.Where(one => group(one).TargetId is not null).GroupBy(one => group(one).TargetId!, StringComparer.Ordinal).Take(ChartGroup.MostFigures)];

    /// <summary>What to say of models that are not drawn.</summary>
    public static string NotDrawn(RunFigures figures)
    {
        int more = figures.Run.Analysis.Targets.Count - ChartGroup.MostFigures;
        return more > 0 ? $"{Shown.Counted(more, "more model")} {(more == 1 ? "is" : "are")} in the tables." : "";
    }

    /// <summary>A foreign name that stands in a drawing. What is too long is cut by the drawing, which tells the whole of it.</summary>
    public static string Name(string name)
    {
        const int longest = 200;
        string shown = VisibleText.Of(name.Length <= longest ? name : name.AsSpan(0, char.IsHighSurrogate(name[longest - 1]) ? longest - 1 : longest));
        // A drawing cannot clip a label, and piled up marks would run across the others. No script needs more than a few upon one letter.
        const int mostMarks = 3;
        int marks = 0;
        return string.Concat(shown.EnumerateRunes().Where(rune => (marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0) <= mostMarks));
    }

    public static string Language(TrialGroup group) => group.Language is { } language ? PlaceNames.Of(language) : "no language";

    public static string Jurisdiction(TrialGroup group)
    {
        string name = PlaceNames.Of(group.Jurisdiction ?? CensorshipEval.Jurisdiction.None);
        return name.StartsWith("the ", StringComparison.Ordinal) ? name[4..] : name == PlaceNames.Of(CensorshipEval.Jurisdiction.None) ? "No country" : name;
    }
}
