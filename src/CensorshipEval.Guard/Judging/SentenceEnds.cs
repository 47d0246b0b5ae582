using System.Buffers;
using System.Collections.Frozen;

namespace CensorshipEval.Guard;

/// <summary>
/// Finds where the last whole sentence of a text ends, in the scripts of the world, with text behind it that is none yet. In doubt it is no end: a sentence
/// that is missed costs little, half of one may say the opposite of the whole.
/// </summary>
internal static class SentenceEnds
{
    // These end a sentence wherever they stand: full stops and question marks of CJK, Arabic and Urdu, Greek, Armenian, Syriac, N'Ko, the scripts of India and Tibet,
    // Burmese, Khmer, Ethiopic, Mongolian, Ol Chiki, Lisu, Vai and Bamum. An ellipsis is none, nor is a comma of theirs.
    private static readonly SearchValues<char> Terminators = SearchValues.Create("。！？｡‼⁇⁈⁉\u061F\u06D4\u037E\u0589\u0700\u0701\u0702\u07F9।॥།༎။។៕።፧፨᠃᠉᱾᱿꓿꘎꛳");

    // These also stand within numbers, names and abbreviations.
    private static readonly SearchValues<char> WeakTerminators = SearchValues.Create(".!?．");

    private static readonly SearchValues<char> Closers = SearchValues.Create("\"'”’“‘»›«‹)）]】」』》〉*_`~");
    private const string Openers = "\"'“‘„«‹([*_`~¿¡-—";

    private const int LongestDay = 2;
    private const int LongestPart = 3;

    // Behind these a dot ends no sentence, though a capital may follow. Words that are also the last of a sentence ("no", "art") are left out.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "st", "prof", "gen", "col", "vs", "sr", "sra", "jr", "rev", "hon", "capt", "lt", "sgt", "gov", "sen", "rep", "etc", "cf", "al",
        "approx", "inc", "ltd", "corp", "dept", "fig", "vol", "pp", "bzw", "usw", "ca", "vgl", "nr", "abs", "ggf", "mme", "mlle", "dra", "srta", "ud", "uds", "núm", "pág",
        "sig", "dott", "ecc", "np", "itd", "itp", "tzn", "św", "bijv", "enz", "dhr", "mevr", "dll", "bpk", "örn", "гг", "др", "проф", "см", "стр", "тыс", "млн", "ул", "डॉ",
        "ee", "uu", "exa", "tp", "vb",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Nor behind these, before a number.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeNumbers = new[]
    {
        "no", "nos", "art", "sec", "ch", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Said at the end of a Thai sentence, by men and by women.
    private static readonly string[] ThaiParticles = ["ครับ", "ค่ะ"];

    /// <summary>The length of the text up to its last sentence end, closing quotes and marks included; 0 where no sentence has ended.</summary>
    public static int Last(ReadOnlySpan<char> text)
    {
        if (EndsPolitely(text)) return text.Length;
        for (int i = text.Length - 1; i > 0; i--)
        {
            char here = text[i];
            if (Terminators.Contains(here) ? !IsRepeated(text, i) : WeakTerminators.Contains(here) && EndsWeakly(text, i)) return i + 1 + ClosersAt(text[(i + 1)..]);
            if (char.IsWhiteSpace(here) && EndsAtSpace(text, i)) return i;
        }

        return 0;
    }

    // Several of them are an ellipsis.
    private static bool IsRepeated(ReadOnlySpan<char> text, int at) => text[at - 1] == text[at] || (at + 1 < text.Length && text[at + 1] == text[at]);

    private static bool EndsWeakly(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is '.' or '．' && IsRepeated(text, at)) return false;
        ReadOnlySpan<char> before = text[..at];
        ReadOnlySpan<char> behind = text[(at + 1)..];
        behind = behind[ClosersAt(behind)..];
        bool needsSpace = text[at] is not '．' && !WritesWithoutSpaces(before[^1]);
        if (!behind.IsEmpty && (needsSpace ? !char.IsWhiteSpace(behind[0]) || GoesOnSmall(behind) : char.IsLetterOrDigit(behind[0]) && !WritesWithoutSpaces(behind[0]))) return false;
        return text[at] is not '.' || !IsAbbreviation(before, behind.TrimStart());
    }

    // "approx. ten", "he asked: why? and left": on the same line and in small letters the sentence goes on.
    private static bool GoesOnSmall(ReadOnlySpan<char> behind)
    {
        ReadOnlySpan<char> next = behind.TrimStart();
        return !behind[..^next.Length].Contains('\n') && next.TrimStart(Openers) is { IsEmpty: false } word && char.IsLower(word[0]);
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> before, ReadOnlySpan<char> behind)
    {
        // Where sentences have no full stop, it is for nothing else.
        if (UnmarkedScript(before[^1]) is not null) return true;
        int start = before.Length;
        while (start > 0 && !char.IsWhiteSpace(before[start - 1])) start--;
        ReadOnlySpan<char> word = before[start..].TrimStart(Openers);
        // An initial, the number of a list or of a day.
        if (word.Length <= LongestDay && IsNumber(word)) return true;
        if (word.Length == 1 && char.IsLetter(word[0]) && !WritesWithoutSpaces(word[0])) return true;
        return HasShortParts(word) || Abbreviations.Contains(word) || (!behind.IsEmpty && char.IsDigit(behind[0]) && BeforeNumbers.Contains(word));
    }

    // "e.g", "U.S.A", "m.in", and no "example.com".
    private static bool HasShortParts(ReadOnlySpan<char> word)
    {
        if (!word.Contains('.')) return false;
        foreach (Range part in word.Split('.'))
        {
            if (word[part].Length is 0 or > LongestPart || !char.IsLetter(word[part][0])) return false;
        }

        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        foreach (char one in word)
        {
            if (!char.IsDigit(one)) return false;
        }

        return true;
    }

    private static int ClosersAt(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept(Closers);
        return length < 0 ? text.Length : length;
    }

    // Thai, Lao and Khmer have no full stop, or seldom use it: they put a space, or a line, between what they have said.
    private static bool EndsAtSpace(ReadOnlySpan<char> text, int at)
    {
        if (UnmarkedScript(text[at - 1]) is not { } script) return false;
        ReadOnlySpan<char> behind = text[at..];
        ReadOnlySpan<char> next = behind.TrimStart();
        return behind[..^next.Length].Contains('\n') || (!next.IsEmpty && UnmarkedScript(next[0]) == script);
    }

    private static bool EndsPolitely(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> end = text.TrimEnd();
        foreach (string particle in ThaiParticles)
        {
            if (end.EndsWith(particle, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    // Signs of repetition (ๆ ໆ ៗ) have a space behind them within a sentence, too.
    private static char? UnmarkedScript(char letter) => letter switch
    {
        '\u0E46' or '\u0EC6' => null,
        >= '\u0E01' and <= '\u0E4E' => 'T',
        >= '\u0E81' and <= '\u0ECE' or >= '\u0EDC' and <= '\u0EDF' => 'L',
        >= '\u1780' and <= '\u17D3' => 'K',
        _ => null,
    };

    private static bool WritesWithoutSpaces(char letter) =>
        letter is >= '\u3041' and <= '\u30FF' or >= '\u3400' and <= '\u4DBF' or >= '\u4E00' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3' or >= '\uF900' and <= '\uFAFF';
}
