using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CensorshipEval.Corpora;

/// <summary>Reads JSON Lines: one object per line, LF or CRLF, blank lines skipped, never more than one line in memory.</summary>
internal static class JsonLinesReader
{
    /// <summary>The longest line that is read, in bytes. A longer one is an error and is skipped.</summary>
    public const int MaxLineLength = 512 * 1024 * 1024;

    private const string OneObject = "one JSON object on each line (JSON Lines)";

    /// <summary>Reads to the end of the stream. A line with errors does not stop the reading, unless the file is plainly of another format.</summary>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(
        Stream stream, string source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var lines = new LineBuffer(stream, MaxLineLength);
        bool first = true;
        while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false))
        {
            if (lines.IsTooLong)
            {
                yield return Broken(lines, new InputError(VisibleText.Of(source), lines.Number, null, "a longer line", $"at most {MaxLineLength} bytes"));
                continue;
            }

            if (IsBlank(lines.Current.Span)) continue;
            if (first && IsOtherFormat(lines.Current.Span) is { } other)
            {
                yield return Broken(lines, new InputError(VisibleText.Of(source), lines.Number, null, other, OneObject));
                yield break;
            }

            first = false;
            yield return Parse(lines, source);
        }
    }

    private static JsonLine Parse(LineBuffer lines, string source)
    {
        var errors = new List<InputError>();
        var text = JsonText.Parse(lines.TakeCurrent(), source, errors, lines.Number);
        if (text is not null && text.Root.Kind is not JsonValueKind.Object) errors.Add(text.Root.Error(OneObject));
        return new JsonLine(lines.Number, lines.Offset, lines.Length, errors.Count == 0 ? text!.Root : default, errors);
    }

    private static JsonLine Broken(LineBuffer lines, InputError error) => new(lines.Number, lines.Offset, lines.Length, default, [error]);

    // Thousands of errors, one per line, would hide the one mistake.
    private static string? IsOtherFormat(ReadOnlySpan<byte> line) => line switch
    {
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16",
        _ when line.Trim(" \t\r"u8) is [(byte)'[', ..] => "a JSON list",
        _ when line.Trim(" \t\r"u8) is [(byte)'{'] => "an object over several lines",
        _ => null,
    };

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;
}
