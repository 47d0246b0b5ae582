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
    /// <param name="figures">Of the run.</param>
    /// <param name="drawable">Those of which there is something to draw.</param>
    /// <param name="lacking">What the others lack: what comes after "since there are".</param>
    /// <param name="isCut">Whether no more than the most are drawn.</param>
    public static string NotDrawn(RunFigures figures, IEnumerable<string?> drawable, string lacking, bool isCut = true)
    {
        const int mostNamed = 5;
        HashSet<string?> has = [.. drawable];
        string[] without = [.. figures.Run.Plan.Targets.Select(static target => target.Id).Where(id => !has.Contains(id))];
        string[] named = [.. without.Take(mostNamed).Select(Shown.Name), .. without.Length > mostNamed ? [Shown.Counted(without.Length - mostNamed, "other")] : Array.Empty<string>()];
        string lack = without.Length > 0 ? $"Not drawn: {Shown.Listed(named)}, since there are {lacking}." : "";
        int more = isCut ? has.Count - ChartGroup.MostFigures : 0;
        return more > 0 ? $"{Shown.Counted(more, "more model")} {(more == 1 ? "is" : "are")} in the tables. {lack}".TrimEnd() : lack;
    }

    /// <summary>What a headline is of, and so what charts without an index are of: sensitive questions, where there are any that could be judged; else all.</summary>
    public static PromptRole? HeadlineRole(RunFigures figures) => figures.ByRole.Any(static rate => rate.Hard is not null && rate.Group.Role is PromptRole.Sensitive) ? PromptRole.Sensitive : null;

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
