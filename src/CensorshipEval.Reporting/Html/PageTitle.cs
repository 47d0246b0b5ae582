using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Html;

/// <summary>The title of a page.</summary>
internal static class PageTitle
{
    private const int MostNamed = 4;

    public static string Of(ReportedRun run, ReportOptions options)
    {
        if (options.Title is { } title) return title;
        string[] names = [.. run.Analysis.Targets.Take(MostNamed).Select(static target => Shown.Name(target.Id))];
        int more = run.Analysis.Targets.Count - names.Length;
        if (names.Length == 0) return "What was withheld";
        return $"What was withheld by {(more > 0 ? $"{string.Join(", ", names)} and {more} more" : Shown.Listed(names))}";
    }
}
