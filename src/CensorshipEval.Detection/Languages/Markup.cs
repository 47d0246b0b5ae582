using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Stretches of a text that are not words of a language: tags, entities, code, addresses, names of programs.</summary>
internal static class Markup
{
    private const int LongestTag = 200;
    private const int LongestCodeSpan = 200;
    private const int LongestFence = 20_000;
    private const string Glue = "_/\\@=:.([{~^+$";

    private static readonly SearchValues<char> EndsAddress = SearchValues.Create(" \t\r\n<>\"|`");

    /// <summary>Where to go on behind a character that is no letter: behind the tag, entity or code that begins with it, else the next one.</summary>
    public static int Skip(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '<' when at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!') => Behind(text, at, ">", LongestTag),
        '&' when at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '#') => Entity(text, at),
        '`' when text[at..].StartsWith("```") => Fence(text, at),
        '`' => CodeSpan(text, at),
        _ => at + 1,
    };

    /// <summary>Whether a word is part of something longer: <c>file_name</c>, <c>a.b</c>, <c>x(y)</c>, <c>user@host</c>, <c>v2</c>, an address.</summary>
    public static bool IsPartOfName(ReadOnlySpan<char> text, int start, int end)
    {
        if (start > 0)
        {
            char before = text[start - 1];
            if (before is '_' or '/' or '\\' or '@' or '$' || char.IsDigit(before)) return true;
            if (before is not (' ' or '\n') && Glue.Contains(before) && start > 1 && char.IsAsciiLetterOrDigit(text[start - 2])) return true;
        }

        if (end >= text.Length || text[end] is ' ' or ',' or '\n') return false;
        char after = text[end];
        return char.IsDigit(after) || (Glue.Contains(after) && end + 1 < text.Length && (char.IsLetterOrDigit(text[end + 1]) || text[end + 1] is '/' or '_'));
    }

    /// <summary>The end of the address that begins with a word; the end of the word if none does.</summary>
    public static int SkipAddress(ReadOnlySpan<char> text, int start, int end)
    {
        bool isAddress = text[end..].StartsWith("://") || (end < text.Length && text[end] is '.' && text[start..end].Equals("www", StringComparison.OrdinalIgnoreCase));
        if (!isAddress) return end;
        ReadOnlySpan<char> rest = text[end..];
        if (rest.Length > 2_000) rest = rest[..2_000];
        int length = rest.IndexOfAny(EndsAddress);
        int foreign = rest.IndexOfAnyExceptInRange('!', '~');
        length = length < 0 ? foreign : foreign < 0 ? length : Math.Min(length, foreign);
        return length < 0 ? end + rest.Length : end + length;
    }

    private static int Entity(ReadOnlySpan<char> text, int at)
    {
        int end = at + 2;
        while (end < text.Length && end < at + 12 && char.IsAsciiLetterOrDigit(text[end])) end++;
        return end < text.Length && text[end] is ';' ? end + 1 : at + 1;
    }

    private static int Fence(ReadOnlySpan<char> text, int at)
    {
        int end = Behind(text, at + 2, "```", LongestFence);
        return end == at + 3 ? text.Length : end; // one that nothing closes goes on to the end
    }

    private static int CodeSpan(ReadOnlySpan<char> text, int at)
    {
        int end = Behind(text, at, "`", LongestCodeSpan);
        return text[at..end].Contains('\n') ? at + 1 : end;
    }

    private static int Behind(ReadOnlySpan<char> text, int at, string closing, int longest)
    {
        ReadOnlySpan<char> rest = text[(at + 1)..];
        if (rest.Length > longest) rest = rest[..longest];
        int end = rest.IndexOf(closing);
        return end < 0 ? at + 1 : at + 1 + end + closing.Length;
    }
}
