using System.Globalization;
using System.Text;

namespace CensorshipEval.Reporting.Terminal;

/// <summary>Draws tables: as many languages side by side as have room, the others in further blocks.</summary>
internal sealed class HeatLayout(HeatTableOptions options, bool markFew, bool shades)
{
    private const string Families = "n";

    public IEnumerable<string> Lines(HeatGrid grid)
    {
        foreach (string line in TerminalText.Fold(grid.Title, options.Width)) yield return line;
        int families = Math.Max(Families.Length, grid.Rows.Max(static row => row.Families.ToString(CultureInfo.InvariantCulture).Length));
        Column[] columns = [.. grid.Languages.Select((language, index) => new Column(TerminalText.Cut(language, options.Width / 2), index, grid.Rows, markFew, shades))];
        int widest = columns.Length == 0 ? 0 : columns.Max(static column => column.Width);
        int names = Math.Max(TerminalText.Width(grid.RowName), grid.Rows.Max(static row => TerminalText.Width(VisibleText.Of(row.Label))));
        // Where not all has room, a name gives way to the numbers, but for its beginning.
        if (names + families + 3 + columns.Sum(static column => column.Width + 1) > options.Width)
            names = Math.Min(names, Math.Max(6, Math.Min(options.Width - families - widest - 4, Math.Max(options.Width / 3, 12))));
        int first = names + families + 3;
        Column[][] blocks = [.. Blocks(columns, options.Width - first)];
        for (int i = 0; i < blocks.Length; i++)
        {
            if (i > 0) yield return "";
            foreach (string line in Block(grid, blocks[i], names, families, all: blocks.Length == 1)) yield return line;
        }
    }

    private IEnumerable<string> Block(HeatGrid grid, Column[] columns, int names, int families, bool all)
    {
        string rule = new('─', names + families + 3 + columns.Sum(static column => column.Width + 1));
        yield return $" {TerminalText.PadRight(grid.RowName, names)} {TerminalText.PadLeft(Families, families)} " +
            string.Concat(columns.Select(static column => " " + TerminalText.PadLeft(column.Name, column.Width)));
        yield return rule;
        bool below = false, above = false;
        foreach (HeatRow row in grid.Rows)
        {
            // What was not asked in any of these languages is told by the other blocks.
            if (!all && columns.All(column => !row.Cells[column.Index].Asked)) continue;
            if (row.IsBelow && !below && above) yield return rule;
            below |= row.IsBelow;
            above |= !row.IsBelow;
            var line = new StringBuilder($" {TerminalText.PadRight(TerminalText.Cut(VisibleText.Of(row.Label), names), names)} ");
            line.Append(TerminalText.PadLeft(row.Families.ToString(CultureInfo.InvariantCulture), families)).Append(' ');
            foreach (Column column in columns) line.Append(Paint(" " + column.Text(row.Cells[column.Index]), row.Cells[column.Index]));
            yield return line.ToString().TrimEnd();
        }
    }

    private string Paint(string text, HeatCell cell) => cell.Value is not { } value || cell.Shade == HeatCell.NoShade
        ? text
        : HeatPalette.Paint(text[..^1], text[^1], value, options.Colors, options.LightBackground);

    private static IEnumerable<Column[]> Blocks(Column[] columns, int room)
    {
        var block = new List<Column>();
        int taken = 0;
        foreach (Column column in columns)
        {
            if (block.Count > 0 && taken + 1 + column.Width > room)
            {
                yield return [.. block];
                block.Clear();
                taken = 0;
            }

            block.Add(column);
            taken += 1 + column.Width;
        }

        if (block.Count > 0) yield return [.. block];
    }

    /// <summary>One language: its cells end below each other.</summary>
    private sealed class Column
    {
        private readonly bool _few;
        private readonly bool _shades;

        public Column(string name, int index, IReadOnlyList<HeatRow> rows, bool markFew, bool shades)
        {
            HeatCell[] cells = [.. rows.Select(row => row.Cells[index])];
            Name = name;
            Index = index;
            _few = markFew && Array.Exists(cells, IsFew);
            _shades = shades;
            Width = Math.Max(TerminalText.Width(name), cells.Max(cell => Content(cell).Length));
        }

        public string Name { get; }

        public int Index { get; }

        public int Width { get; }

        public string Text(HeatCell cell) => Content(cell).PadLeft(Width);

        // Where nothing follows, the place of the mark stays, so that numbers stand below each other.
        private string Content(HeatCell cell) =>
            cell.Number + (!_few ? "" : IsFew(cell) ? "*" : cell.ExpectedText.Length > 0 ? "" : " ") + cell.ExpectedText + (_shades ? cell.Shade : "");

        private static bool IsFew(HeatCell cell) => cell is { Few: true, Value: not null };
    }
}
