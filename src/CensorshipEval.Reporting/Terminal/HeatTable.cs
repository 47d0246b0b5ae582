using CensorshipEval.Analysis;

namespace CensorshipEval.Reporting.Terminal;

/// <summary>
/// What was withheld, topic by language, as text for a terminal: numbers that read without colour, with shades for the eye and, where the terminal has them, colours that grow
/// brighter for everybody. Foreign names draw nothing.
/// </summary>
public static class HeatTable
{
    /// <summary>
    /// For every target a table of the share that was refused or blocked, sensitive questions first and the others below; then, where it says anything else, one of the censorship index
    /// (sensitive minus analogue); and a legend.
    /// </summary>
    /// <param name="analysis">What was found.</param>
    /// <param name="options">How to draw it; <see langword="null"/> for the defaults.</param>
    /// <returns>Lines that end with a line feed and take no more columns than there are; empty where no trial was counted. Without the escape sequences, and but for spaces at the ends of lines, the text is the same with colours and without.</returns>
    /// <exception cref="InputException">An option is out of its range.</exception>
    public static string Of(RunAnalysis analysis, HeatTableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        options ??= new HeatTableOptions();
        HeatTableOptionsValidator.Check(options);
        HeatTableContent content = HeatTableContent.Of(analysis, options);
        if (content.Grids.Count == 0) return "";

        bool onlyFew = content.Cells.Any() && content.Cells.All(static cell => cell.Few);
        var layout = new HeatLayout(options, markFew: !onlyFew, shades: content.Cells.Any(static cell => cell.Shade != HeatCell.NoShade));
        var lines = new List<string>();
        foreach (HeatGrid grid in content.Grids)
        {
            lines.AddRange(layout.Lines(grid));
            lines.Add("");
        }

        if (options.ShowLegend) lines.AddRange(HeatLegend.Lines(content, options, analysis.Options.FewestFamilies, onlyFew));
        else lines.RemoveAt(lines.Count - 1);
        return string.Concat(lines.Select(static line => line + "\n"));
    }
}
