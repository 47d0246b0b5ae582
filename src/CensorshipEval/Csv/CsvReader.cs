using System.Text;

namespace CensorshipEval.Csv;

/// <summary>
/// Reads CSV as RFC 4180 has it, with any separator and any line ends. A quote within a cell that does not begin with one is a plain character, as
/// spreadsheets read it.
/// </summary>
internal static class CsvReader
{
    /// <summary>The records of a text; lines without any cell text are left out. Errors are added and their record is left out.</summary>
    public static IEnumerable<CsvRow> Read(string text, char separator, string source, List<InputError> errors)
    {
        int at = 0, line = 1;
        var cells = new List<string>();
        var cell = new StringBuilder();
        while (at < text.Length)
        {
            int begins = line, before = errors.Count;
            cells.Clear();
            bool more;
            do
            {
                cell.Clear();
                if (text.AsSpan(at).StartsWith("\"")) ReadQuoted(text, ref at, ref line, cell, source, errors);
                while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n')) cell.Append(text[at++]);
                cells.Add(cell.ToString());
                more = at < text.Length && text[at] == separator;
                if (more) at++;
            }
            while (more);

            SkipLineEnd(text, ref at, ref line);
            if (errors.Count == before && cells.Exists(static value => value.Length > 0)) yield return new CsvRow(begins, [.. cells]);
        }
    }

    private static void ReadQuoted(string text, ref int at, ref int line, StringBuilder cell, string source, List<InputError> errors)
    {
        int begins = line;
        at++;
        while (at < text.Length)
        {
            char next = text[at++];
            if (next == '"')
            {
                if (at >= text.Length || text[at] != '"') return;
                at++;
            }
            else if (next == '\n' || (next == '\r' && (at >= text.Length || text[at] != '\n')))
            {
                line++;
            }

            cell.Append(next);
        }

        errors.Add(new InputError(source, begins, null, "a quoted cell that does not end", "a closing quote"));
    }

    private static void SkipLineEnd(string text, ref int at, ref int line)
    {
        if (at >= text.Length) return;
        at += text.AsSpan(at).StartsWith("\r\n") ? 2 : 1;
        line++;
    }
}
