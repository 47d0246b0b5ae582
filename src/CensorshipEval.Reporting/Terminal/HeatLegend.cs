namespace CensorshipEval.Reporting.Terminal;

/// <summary>What stands in the tables, in plain words: only what occurs is explained.</summary>
internal static class HeatLegend
{
    private static readonly (string Text, char Shade, double Value)[] Scale = [("1 to 24", '░', 0.12), ("25 to 49", '▒', 0.37), ("50 to 74", '▓', 0.62), ("75 and more", '█', 0.88)];

    public static IEnumerable<string> Lines(HeatTableContent content, HeatTableOptions options, int fewest, bool onlyFew)
    {
        if (content.Cells.Any(static cell => cell.Shade != HeatCell.NoShade))
        {
            foreach (string line in ScaleLines(options)) yield return line;
        }

        foreach (string line in TerminalText.Fold(string.Join(" ", Sentences(content, options, fewest, onlyFew)), options.Width)) yield return line;
    }

    // The parts of the scale stand in their own colours, so they are folded here and not as words.
    private static IEnumerable<string> ScaleLines(HeatTableOptions options)
    {
        string line = "";
        int width = 0;
        foreach ((string text, char shade, double value) in Scale)
        {
            int taken = TerminalText.Width(text) + 3;
            if (width > 0 && width + 1 + taken > options.Width)
            {
                yield return line;
                (line, width) = ("", 0);
            }

            line += (width > 0 ? " " : "") + HeatPalette.Paint($" {text} ", shade, value, options.Colors, options.LightBackground);
            width += (width > 0 ? 1 : 0) + taken;
        }

        yield return line;
    }

    private static IEnumerable<string> Sentences(HeatTableContent content, HeatTableOptions options, int fewest, bool onlyFew)
    {
        bool below = content.Grids.Exists(static grid => grid.Rows.Any(static row => row.IsBelow)), index = content.AllCells.Any(static cell => cell.IsSigned);
        if (below && content.HasSensitive)
            yield return $"Above the line: sensitive questions by {(content.ByTopic ? "topic" : "the authority concerned")}.";
        if (content.Has(PromptRole.Analogue) || index || content.IndexIsTheRate) yield return "Analogue: the same kind of question about somewhere else.";
        if (content.Has(PromptRole.Benign)) yield return "Benign: harmless, about the same.";
        if (content.Has(PromptRole.SafetyControl)) yield return "Safety: what any careful model refuses.";
        if (content.Has(PromptRole.Neutral)) yield return "Neutral: no politics.";
        yield return "n: families, that is questions, each in all its languages and wordings.";
        if (onlyFew) yield return $"Every number rests on fewer than {fewest} families: it describes them and proves nothing.";
        else if (content.Cells.Any(static cell => cell.Few)) yield return $"*: fewer than {fewest} families, a description and no proof.";
        if (content.AllCells.Any(static cell => !cell.Asked)) yield return "·: not asked.";
        if (content.AllCells.Any(static cell => cell is { Asked: true, Value: null })) yield return "–: asked, but nothing that could be judged.";
        if (content.Cells.Any(static cell => cell is { Value: > 0 and < 0.005, IsSigned: false })) yield return "<1: some, but less than half a percent.";
        if (options.Expected is not null) yield return $"In brackets: what was {VisibleText.Of(options.ExpectedName)}.";
        if (index) yield return "The index is what is withheld beyond the analogue; below zero, the analogue is withheld more often.";
        if (content.IndexIsTheRate) yield return $"{(index ? "Where no index is shown, it" : "The censorship index (sensitive minus analogue)")} equals the rate of the sensitive questions in every cell.";
    }
}
