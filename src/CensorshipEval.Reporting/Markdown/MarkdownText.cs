using System.Buffers;
using System.Text;

namespace CensorshipEval.Reporting.Markdown;

/// <summary>
/// Text in Markdown such that nothing in it works: no link, image, HTML, mention of a person, reference to an issue or commit, emoji, formula, or cell border. GitHub looks for
/// mentions and references after Markdown has been read, so that a backslash does not stop it; within code it does not look. So a word that has anything
/// of the kind is shown as code, and all others are plain.
/// </summary>
internal static class MarkdownText
{
    private const int LongestText = 1_000;

    // What these begin or end is markup in one dialect or another.
    private static readonly SearchValues<char> Markup = SearchValues.Create("@#<>&`\\[]{}$^~*_|!=");

    private static readonly SearchValues<char> NumberEnd = SearchValues.Create("0123456789.,;:)–−%<>");

    /// <summary>Text at the beginning of a line or an item of a list; at most 1,000 UTF-16 units of it.</summary>
    public static string Of(string text) => Of(text, isAtStart: true);

    /// <summary>Text in a cell of a table, in which no list or heading can begin.</summary>
    public static string Cell(string text) => Of(text, isAtStart: false);

    private static string Of(string text, bool isAtStart)
    {
        string visible = VisibleText.Of(text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText), "…"));
        string[] words = visible.Split(' ');
        // Several spaces would be one, and four at the beginning a block of code.
        var result = new StringBuilder(visible.Length + 16);
        foreach (string word in words)
        {
            if (word.Length == 0) continue;
            bool isFirst = isAtStart && result.Length == 0;
            if (result.Length > 0) result.Append(' ');
            Append(result, word, isFirst);
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, string word, bool isFirst)
    {
        // (<1–17) of a table
        if (IsComparison(word.AsSpan(word[0] == '(' ? 1 : 0))) result.Append(word.Replace("<", "\\<", StringComparison.Ordinal).Replace(">", "\\>", StringComparison.Ordinal));
        else if (word is "=" && !isFirst) result.Append(word);
        else if (word.AsSpan().ContainsAny(Markup) || LooksLikeReference(word)) AppendCode(result, word);
        else if (isFirst && BeginsList(word)) result.Append(word, 0, word.Length - 1).Append('\\').Append(word[^1]);
        else if (isFirst && word[0] is '-' or '+') result.Append('\\').Append(word);
        else result.Append(word);
    }

    // Renderers do not agree on a border within code that stands in a cell, so it stands outside.
    private static void AppendCode(StringBuilder result, string word)
    {
        // What belongs to the sentence stays outside.
        int begins = word[0] == '(' ? 1 : 0, ends = word.Length;
        bool closes = word.IndexOf('(', begins) < 0, ownsColon = word.AsSpan(begins).StartsWith(":");
        while (ends > begins + 1 && (word[ends - 1] is '.' or ',' or ';' || (word[ends - 1] == ')' && closes) || (word[ends - 1] == ':' && !ownsColon))) ends--;
        result.Append(word, 0, begins);
        AppendPieces(result, word[begins..ends]);
        result.Append(word, ends, word.Length - ends);
    }

    private static void AppendPieces(StringBuilder result, string word)
    {
        string[] pieces = word.Split('|');
        for (int i = 0; i < pieces.Length; i++)
        {
            if (i > 0) result.Append("&#124;");
            if (pieces[i].Length == 0) continue;
            string fence = new('`', LongestRun(pieces[i]) + 1);
            string space = pieces[i][0] == '`' || pieces[i][^1] == '`' ? " " : "";
            result.Append(fence).Append(space).Append(pieces[i]).Append(space).Append(fence);
        }
    }

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (char letter in text) longest = Math.Max(longest, run = letter == '`' ? run + 1 : 0);
        return longest;
    }

    // Our own numbers: <1, >99, <0.001, and sentences that end with one.
    private static bool IsComparison(ReadOnlySpan<char> word) =>
        word is "<" or ">" || (word.Length > 1 && word[0] is '<' or '>' && char.IsAsciiDigit(word[1]) && !word[2..].ContainsAnyExcept(NumberEnd));

    // 1. or 1)
    private static bool BeginsList(string word) => word.Length is > 1 and < 11 && word[^1] is '.' or ')' && word.AsSpan(0, word.Length - 1).IndexOfAnyExceptInRange('0', '9') < 0;

    // Addresses, issues (GH-1), commits, emoji (:smile:).
    private static bool LooksLikeReference(string word) =>
        word.Contains("://", StringComparison.Ordinal) || word.Contains("www.", StringComparison.OrdinalIgnoreCase) || word.Contains("GH-", StringComparison.OrdinalIgnoreCase) ||
        word.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 && colon < word.Length - 1 || LongestHexadecimal(word) >= 7;

    private static int LongestHexadecimal(string word)
    {
        int longest = 0, run = 0;
        foreach (char letter in word) longest = Math.Max(longest, run = char.IsAsciiHexDigit(letter) ? run + 1 : 0);
        return longest;
    }
}
