using System.Text;

namespace CensorshipEval.Clients;

/// <summary>Puts surrogate pairs together that come in two pieces; what has no other half becomes U+FFFD.</summary>
internal sealed class SurrogateHalves
{
    private const char Missing = '\uFFFD';

    private char? _first;

    /// <summary>Takes the next piece and gives what is whole by now.</summary>
    public string Push(string piece)
    {
        if (piece.Length == 0) return piece;
        string text = _first is { } first ? first + piece : piece;
        _first = char.IsHighSurrogate(text[^1]) ? text[^1] : null;
        return Replace(_first is null ? text : text[..^1]);
    }

    /// <summary>What was kept when the text has ended.</summary>
    public string Flush()
    {
        bool any = _first is not null;
        _first = null;
        return any ? Missing.ToString() : "";
    }

    /// <summary>The text with halves replaced.</summary>
    public static string Replace(string text)
    {
        int at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (at < 0) return text;
        StringBuilder? mended = null;
        for (; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])) at++;
            else (mended ??= new StringBuilder(text))[at] = Missing;
        }

        return mended?.ToString() ?? text;
    }
}
