using System.Text;

namespace CensorshipEval.Clients;

/// <summary>
/// Finds a key in text, and what begins or ends as it does for at least half of it and eight letters, in any case: some servers quote a key without
/// its last letters.
/// </summary>
internal static class KeyTraces
{
    private const int Least = 8;

    /// <summary>The text with every trace of the key replaced.</summary>
    public static string Replace(string text, string key, string shown)
    {
        int least = Math.Max(Least, (key.Length + 1) / 2);
        if (key.Length < least) return text.Replace(key, shown, StringComparison.OrdinalIgnoreCase);
        StringBuilder? clean = null;
        int told = 0;
        while (Next(text, told, key, least) is { } trace)
        {
            (clean ??= new StringBuilder(text.Length)).Append(text, told, trace.Start - told).Append(shown);
            told = trace.End;
        }

        return clean is null ? text : clean.Append(text, told, text.Length - told).ToString();
    }

    private static (int Start, int End)? Next(string text, int from, string key, int least)
    {
        int head = text.IndexOf(key[..least], from, StringComparison.OrdinalIgnoreCase);
        int tail = text.IndexOf(key[^least..], from, StringComparison.OrdinalIgnoreCase);
        if (head < 0 && tail < 0) return null;
        if (head >= 0 && (tail < 0 || head <= tail))
        {
            int end = head + least;
            while (end < text.Length && end - head < key.Length && Same(text[end], key[end - head])) end++;
            return (head, end);
        }

        int start = tail;
        while (start > from && tail + least - start < key.Length && Same(text[start - 1], key[key.Length - (tail + least - start) - 1])) start--;
        return (start, tail + least);
    }

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
