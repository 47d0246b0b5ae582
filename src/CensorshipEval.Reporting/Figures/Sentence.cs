using System.Text;

namespace CensorshipEval.Reporting.Figures;

/// <summary>
/// Sentences of ours with names of others in them. A name stands between two marks (the isolates U+2068 and U+2069) that it cannot hold itself, since whatever is invisible
/// in it has been written out. A page shows names in a way of their own; where there is no such way, the marks are taken away.
/// </summary>
internal static class Sentence
{
    public const char NameBegins = '\u2068';

    public const char NameEnds = '\u2069';

    /// <summary>The sentence in pieces, in order: words of ours, and names.</summary>
    public static IReadOnlyList<(string Text, bool IsName)> Parts(string sentence)
    {
        var parts = new List<(string, bool)>();
        int at = 0;
        while (at < sentence.Length)
        {
            int begins = sentence.IndexOf(NameBegins, at), ends = begins < 0 ? -1 : sentence.IndexOf(NameEnds, begins);
            if (ends < 0) break;
            if (begins > at) parts.Add((sentence[at..begins], false));
            parts.Add((sentence[(begins + 1)..ends], true));
            at = ends + 1;
        }

        if (at < sentence.Length) parts.Add((sentence[at..], false));
        return parts;
    }

    /// <summary>The sentence without the marks.</summary>
    public static string Plain(string sentence)
    {
        var plain = new StringBuilder(sentence.Length);
        foreach ((string text, _) in Parts(sentence)) plain.Append(text);
        return plain.ToString();
    }
}
