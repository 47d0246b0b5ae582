using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CensorshipEval.Csv;
using CensorshipEval.Export;

namespace CensorshipEval.Reporting.Tables;

/// <summary>Tables as CSV and as JSON lines: every column under its machine name, numbers as they are.</summary>
internal static class TableFiles
{
    /// <summary>
    /// UTF-8 with a mark: without one, Excel reads a file that is opened by a double click in the code page of the machine, and Chinese becomes noise. What reads CSV in other
    /// languages takes the mark off or can be told to (Python: <c>utf-8-sig</c>).
    /// </summary>
    public static readonly UTF8Encoding Marked = new(encoderShouldEmitUTF8Identifier: true);

    private static readonly JsonWriterOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteCsvAsync(ReportTable table, Stream stream, CancellationToken cancellationToken = default)
    {
        var text = new StreamWriter(stream, Marked, 1 << 14, leaveOpen: true);
        await using (text.ConfigureAwait(false))
        {
            var writer = new CsvWriter(text);
            await writer.WriteAsync([.. table.Columns.Select(static column => column.Name)]).ConfigureAwait(false);
            foreach (object?[] row in table.Rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await writer.WriteAsync([.. row.Select(Cell)]).ConfigureAwait(false);
            }
        }
    }

    public static async Task WriteJsonLinesAsync(ReportTable table, Stream stream, CancellationToken cancellationToken = default)
    {
        var writer = new Utf8JsonWriter(stream, Lines);
        await using (writer.ConfigureAwait(false))
        {
            foreach (object?[] row in table.Rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.WriteStartObject();
                for (int i = 0; i < row.Length; i++) Write(writer, table.Columns[i].Name, row[i]);
                writer.WriteEndObject();
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
                stream.WriteByte((byte)'\n');
                writer.Reset();
            }
        }
    }

    /// <summary>A number as every locale's spreadsheet imports it and every script reads it back to the same bits; nothing for what is no number.</summary>
    public static string Number(double? number) => number is { } value && double.IsFinite(value) ? (value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => SpreadsheetCell.ForPeople(text),
        NamedCode code => SpreadsheetCell.ForPeople(code.Code),
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A table holds no {value.GetType()}."),
    };

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case NamedCode code: writer.WriteString(name, PairedText.Of(code.Code)); break;
            case string text: writer.WriteString(name, PairedText.Of(text)); break;
            case bool flag: writer.WriteBoolean(name, flag); break;
            case int number: writer.WriteNumber(name, number); break;
            case long number: writer.WriteNumber(name, number); break;
            case double number when double.IsFinite(number): writer.WriteNumber(name, number == 0 ? 0 : number); break;
            case null or double: writer.WriteNull(name); break;
            default: throw new InvalidOperationException($"A table holds no {value.GetType()}.");
        }
    }
}
