namespace CensorshipEval.Clients;

/// <summary>
/// Keeps a key out of text that comes in pieces, wherever it is cut: a tail that could be its beginning is held back until more is known.
/// </summary>
internal sealed class AnswerRedactor(string key)
{
    // As many characters of a key can stand at the beginning of other words: only what is clearly a key that was cut off is taken out at the end.
    private const int LeastOfAKey = 8;

    private string _held = "";

    public bool Holds => _held.Length > 0;

    /// <summary>Takes the next piece and gives what is certain by now.</summary>
    public string Push(string piece)
    {
        if (key.Length == 0 || piece.Length == 0) return piece;
        string text = _held.Length == 0 ? piece : _held + piece;
        text = text.Replace(key, ApiKeySecret.Shown, StringComparison.Ordinal);
        int keep = TailThatCouldBeginTheKey(text);
        _held = keep == 0 ? "" : text[^keep..];
        return keep == 0 ? text : text[..^keep];
    }

    /// <summary>Gives what is held back and cannot begin the key any more now that this follows it.</summary>
    public string TakeUnlessContinuedBy(string next)
    {
        if (_held.Length == 0 || next.Length == 0) return "";
        string text = _held + next;
        for (int start = 0; start < _held.Length; start++)
        {
            int length = Math.Min(key.Length, text.Length - start);
            if (string.CompareOrdinal(key, 0, text, start, length) != 0) continue;
            string before = _held[..start];
            _held = _held[start..];
            return before;
        }

        return Take();
    }

    /// <summary>Gives what was held back when the text has ended, unless it is most of the key.</summary>
    public string Flush()
    {
        string rest = Take();
        return rest.Length >= LeastOfAKey && rest.Length * 2 > key.Length ? ApiKeySecret.Shown : rest;
    }

    private string Take()
    {
        string taken = _held;
        _held = "";
        return taken;
    }

    private int TailThatCouldBeginTheKey(string text)
    {
        ReadOnlySpan<char> tail = text.AsSpan(Math.Max(0, text.Length - key.Length + 1));
        while (true)
        {
            int at = tail.IndexOf(key[0]);
            if (at < 0) return 0;
            tail = tail[at..];
            if (key.AsSpan().StartsWith(tail, StringComparison.Ordinal)) return tail.Length;
            tail = tail[1..];
        }
    }
}
