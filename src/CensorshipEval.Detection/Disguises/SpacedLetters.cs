namespace CensorshipEval.Detection;

/// <summary>
/// Puts letters that are written apart together again: "I c a n n o t". Where only the gaps between words are wider, they divide the words; where all gaps are
/// the same, the words of the lexicons do.
/// </summary>
internal static class SpacedLetters
{
    /// <summary>Fewer letters in a row are initials, options, variables.</summary>
    private const int Least = 6;

    /// <summary>Code units looked at for a row; whoever writes so writes so from the beginning.</summary>
    private const int Looked = 600;

    /// <summary>Letters of a row without wider gaps that are divided into words.</summary>
    private const int LongestRow = 400;

    public static bool AreIn(ReadOnlySpan<char> text)
    {
        if (text.Length > Looked) text = text[..Looked];
        // A row of six fills eleven places: one of every four places is well within it.
        for (int i = 0; i + 3 < text.Length; i += 4)
        {
            // That two characters are the same is seldom so, and sooner known than what they are.
            bool even = text[i] == text[i + 2] && IsGap(text[i]) && IsLetter(text[i + 1]);
            bool odd = text[i + 1] == text[i + 3] && IsGap(text[i + 1]) && IsLetter(text[i + 2]);
            if ((even || odd) && Row(text, Begin(text, i), out _, out _) > 0) return true;
        }

        return false;
    }

    /// <summary>Puts them together.</summary>
    public static void Lift(Rewriting text)
    {
        char[] chars = text.Chars.ToArray();
        int[] places = text.Places.ToArray();
        text.Restart();
        for (int i = 0; i < chars.Length;)
        {
            int end = Row(chars, i, out char gap, out bool hasWide);
            if (end == 0 || (i > 0 && char.IsLetterOrDigit(chars[i - 1])))
            {
                text.Write(chars[i], places[i]);
                i++;
                continue;
            }

            Join(chars.AsSpan(0, end), i, gap, hasWide, places, text);
            text.Changed = true;
            i = end;
        }
    }

    private static void Join(ReadOnlySpan<char> chars, int start, char gap, bool hasWide, int[] places, Rewriting text)
    {
        var letters = new List<int>();
        for (int i = start; i < chars.Length; i++)
        {
            if (!IsGapAt(chars, i, gap)) letters.Add(i);
        }

        bool[] ends = hasWide || letters.Count > LongestRow ? [] : LexiconWords.BuiltIn.Divide(Row(chars, letters));
        for (int i = 0; i < letters.Count; i++)
        {
            int at = letters[i];
            text.Write(chars[at], places[at]);
            if (i + 1 == letters.Count) break;
            bool wide = letters[i + 1] - at > 2;
            // Between two letters there is room for one space at least.
            if (wide || (i < ends.Length && ends[i] && letters[i + 1] - at > 1)) text.Write(' ', places[at + 1]);
        }
    }

    private static string Row(ReadOnlySpan<char> chars, List<int> letters)
    {
        var row = new System.Text.StringBuilder(letters.Count);
        foreach (int at in letters) row.Append(chars[at]);
        return row.ToString();
    }

    // Back to where a row that goes through a place may begin.
    private static int Begin(ReadOnlySpan<char> text, int at)
    {
        int from = at;
        while (from > 0 && at - from < 2 * LongestRow && (IsGap(text[from - 1]) || from < 2 || IsGap(text[from - 2]))) from--;
        while (from < at && IsGap(text[from])) from++;
        return from > 0 && char.IsLetterOrDigit(text[from - 1]) ? from + 1 : from;
    }

    // Where the row that begins at a place ends; 0 where none does.
    private static int Row(ReadOnlySpan<char> text, int start, out char gap, out bool hasWide)
    {
        gap = '\0';
        hasWide = false;
        if (start + 1 >= text.Length || !IsLetter(text[start]) || !IsGap(text[start + 1])) return 0;
        gap = text[start + 1];
        int letters = 1;
        int end = start + 1;
        while (end < text.Length)
        {
            int next = end;
            while (next < text.Length && next - end < 4 && IsGapAt(text, next, gap)) next++;
            if (next == end || next == text.Length) break;
            bool single = !char.IsWhiteSpace(text[next]) && (next + 1 == text.Length || IsGapAt(text, next + 1, gap) || !char.IsLetterOrDigit(text[next + 1]));
            if (!single || !(IsLetter(text[next]) || IsMark(text[next]))) break;
            hasWide |= next - end > 1;
            if (IsLetter(text[next])) letters++;
            end = next + 1;
        }

        return letters >= Least ? end : 0;
    }

    private static bool IsGapAt(ReadOnlySpan<char> text, int at, char gap) => text[at] == gap || (text[at] is ' ' or '\u00A0' && at > 0);

    private static bool IsGap(char c) => c is ' ' or '\u00A0' or '.' or '-' or '_' or '·' or '*' or '|' or '~';

    private static bool IsMark(char c) => c is '\'' or '’' or ',' or '!' or '?' or '.' or ':' or ';';

    // Scripts that write a syllable or a word to the character are spaced as their writers like.
    private static bool IsLetter(char c) => c < '\u0E00' && char.IsLetter(c);
}
