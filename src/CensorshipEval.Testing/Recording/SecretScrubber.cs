using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CensorshipEval.Reporting;

namespace CensorshipEval.Testing;

/// <summary>Takes out of texts what must not be committed, or get into the log of a build.</summary>
internal sealed partial class SecretScrubber
{
    public const string Shown = "[secret]";

    private const int Least = 4;

    // No character, so that no text holds it by itself.
    private const char Hidden = '\uFFFF';

    private readonly SecretMask _mask;

    public SecretScrubber(IReadOnlyList<string> secrets)
    {
        if (secrets.Any(static secret => secret is null || secret.Trim().Length < Least)) throw new ArgumentException($"A secret of fewer than {Least} characters would be taken out of ordinary words.", nameof(secrets));
        _mask = new SecretMask([.. secrets.SelectMany(static secret => Spellings(secret.Trim())).Distinct(StringComparer.Ordinal)], static length => new string(Hidden, length));
    }

    /// <summary>Knows no secrets but those that look like one.</summary>
    public static SecretScrubber ByShape { get; } = new([]);

    /// <summary>Takes nothing out: for what stays in memory, to tell requests apart that are one without their secrets.</summary>
    public static SecretScrubber Nothing { get; } = new([]) { Keeps = true };

    /// <summary>Whether it takes nothing out.</summary>
    public bool Keeps { get; private init; }

    public string Clean(string text) => CleanPieces([text])[0];

    /// <summary>
    /// The same for a text that comes in pieces: what is cut in two by them is found, too, and is shown in the piece in which it begins. A character that is cut in two is put into the later piece.
    /// </summary>
    public IReadOnlyList<string> CleanPieces(IReadOnlyList<string> pieces)
    {
        string text = pieces.Count == 1 ? pieces[0] : string.Concat(pieces);
        int[] ends = Ends(pieces, text);
        bool[] hidden = new bool[text.Length];
        if (!Keeps) Hide(text, 0, hidden, isWhole: true);
        // A reader of the file sees each piece by itself.
        for (int i = 0, start = 0; !Keeps && pieces.Count > 1 && i < ends.Length; start = ends[i++]) Hide(text[start..ends[i]], start, hidden, isWhole: false);
        string[] clean = new string[pieces.Count];
        for (int i = 0, start = 0; i < ends.Length; start = ends[i++]) clean[i] = Shorten(text, start, ends[i], hidden);
        return clean;
    }

    /// <summary>The exception as a cause of another, which runners print; <see langword="null"/> where it quotes a secret.</summary>
    public static Exception? Told(Exception? cause)
    {
        for (Exception? told = cause; told is not null; told = told.InnerException)
        {
            if (ByShape.Clean(told.Message) != told.Message) return null;
        }

        return cause;
    }

    private static int[] Ends(IReadOnlyList<string> pieces, string text)
    {
        int[] ends = new int[pieces.Count];
        for (int i = 0, end = 0; i < ends.Length; i++)
        {
            end += pieces[i].Length;
            ends[i] = end > 0 && end < text.Length && char.IsSurrogatePair(text[end - 1], text[end]) ? end - 1 : end;
        }

        return ends;
    }

    // As it stands, and as it stands inside of JSON and of an address.
    private static IEnumerable<string> Spellings(string secret) =>
        [secret, JsonEncodedText.Encode(secret).Value, JsonEncodedText.Encode(secret, CassetteJsonContext.Encoder).Value, Uri.EscapeDataString(secret)];

    private void Hide(string text, int start, bool[] hidden, bool isWhole)
    {
        Mark(text, start, hidden, isWhole);
        // In JSON as text, "\n" before a key would seem a letter of it.
        if (text.Contains('\\', StringComparison.Ordinal)) Mark(Escape().Replace(text, static escape => new string(' ', escape.Length)), start, hidden, isWhole);
    }

    private void Mark(string text, int start, bool[] hidden, bool isWhole)
    {
        long found = 0;
        string masked = isWhole ? _mask.Recorded(text, ref found) : _mask.RecordedPiece(text, ref found);
        for (int i = 0; found > 0 && i < masked.Length; i++) hidden[start + i] |= masked[i] == Hidden && text[i] != Hidden;
    }

    private static string Shorten(string text, int start, int end, bool[] hidden)
    {
        int next = Array.IndexOf(hidden, true, start, end - start);
        if (next < 0) return WellFormedText.Of(text[start..end]);
        var clean = new StringBuilder(end - start);
        for (int i = start; i < end; i++)
        {
            if (!hidden[i]) clean.Append(text[i]);
            else if (i == 0 || !hidden[i - 1]) clean.Append(Shown);
        }

        return WellFormedText.Of(clean.ToString());
    }

    [GeneratedRegex(@"\\(?:u[0-9A-Fa-f]{4}|[nrtbf""\\/])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Escape();
}
