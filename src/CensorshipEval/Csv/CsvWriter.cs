using System.Buffers;

namespace CensorshipEval.Csv;

/// <summary>Writes CSV as RFC 4180 has it: CRLF behind each record, cells quoted where they need it.</summary>
internal sealed class CsvWriter(TextWriter writer, char separator = ',')
{
    // Any of the separators that a spreadsheet may split by.
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t\"\r\n");

    public async Task WriteAsync(IReadOnlyList<string> cells)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            if (i > 0) await writer.WriteAsync(separator).ConfigureAwait(false);
            await writer.WriteAsync(Encode(cells[i])).ConfigureAwait(false);
        }

        await writer.WriteAsync("\r\n").ConfigureAwait(false);
    }

    // What begins or ends with a space is quoted, too: some programs trim.
    private string Encode(string cell)
    {
        bool quote = cell.AsSpan().ContainsAny(Quoted) || cell.Contains(separator, StringComparison.Ordinal) || cell.StartsWith(' ') || cell.EndsWith(' ');
        return quote ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }
}
