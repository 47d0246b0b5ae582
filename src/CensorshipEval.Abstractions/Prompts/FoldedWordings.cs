using System.Globalization;
using System.Text;

namespace CensorshipEval;

/// <summary>Groups of wordings folded once, to be looked for in many texts.</summary>
internal sealed class FoldedWordings
{
    private readonly (string Folded, bool OpenEnd)[][] _groups;
    private readonly bool _wholeWords;
    private readonly AttachedParticles? _attached;

    public FoldedWordings(IReadOnlyList<IReadOnlyList<string>> groups, LanguageTag language)
    {
        _wholeWords = WordingMatcher.SeparatesWords(language);
        _attached = AttachedParticles.Of(language);
        _groups = [.. groups.Select(group => group.Select(wording => (WordingMatcher.Bare(wording), !_wholeWords || wording.EndsWith('*'))).ToArray())];
    }

    /// <summary>Whether every group is met by any one of its wordings; no groups are never met. See <see cref="WordingMatcher.IsMet(IReadOnlyList{IReadOnlyList{string}}, string, LanguageTag, List{ValueTuple{int, int}})"/>.</summary>
    public bool AreMet(PhraseText text, List<(int Start, int Length)>? spans = null)
    {
        int before = spans?.Count ?? 0;
        for (int group = 0; group < _groups.Length; group++)
        {
            if (TryFind(group, text, out (int Start, int Length) span))
            {
                spans?.Add(span);
                continue;
            }

            spans?.RemoveRange(before, spans.Count - before);
            return false;
        }

        return _groups.Length > 0;
    }

    /// <summary>How many groups there are.</summary>
    public int Count => _groups.Length;

    /// <summary>Whether any wording of one group stands in a text, and where the first that does stands first, in UTF-16 code units of the original.</summary>
    public bool TryFind(int group, PhraseText text, out (int Start, int Length) span)
    {
        foreach ((string folded, bool openEnd) in _groups[group])
        {
            if (TryFind(folded, openEnd, text, out span)) return true;
        }

        span = default;
        return false;
    }

    /// <summary>
    /// Adds every place where any wording of one group stands in a text, in order and in UTF-16 code units of the original. Of places that overlap the first counts, and of those the longest.
    /// </summary>
    public void AddAll(int group, PhraseText text, List<(int Start, int Length)> spans)
    {
        List<(int Start, int End)>? found = null;
        foreach ((string folded, bool openEnd) in _groups[group])
        {
            for (int from = 0; (from = IndexOf(folded, openEnd, text, from)) >= 0; from++) (found ??= []).Add((from, from + folded.Length));
        }

        if (found is null) return;
        found.Sort(static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : other.End.CompareTo(one.End));
        int end = 0;
        foreach ((int Start, int End) place in found)
        {
            if (place.Start < end) continue;
            spans.Add(text.Original(place.Start, place.End));
            end = place.End;
        }
    }

    private bool TryFind(string sought, bool openEnd, PhraseText text, out (int Start, int Length) span)
    {
        int start = IndexOf(sought, openEnd, text, 0);
        span = start < 0 ? default : text.Original(start, start + sought.Length);
        return start >= 0;
    }

    private int IndexOf(string sought, bool openEnd, PhraseText text, int from)
    {
        if (sought.Length == 0) return -1;

        ReadOnlySpan<char> folded = text.Span;
        for (; folded[from..].IndexOf(sought) is >= 0 and var offset; from++)
        {
            from += offset;
            int end = from + sought.Length;
            if (_wholeWords && from > 0 && !BeginsWord(folded[..from])) continue;
            if (!openEnd && end < folded.Length && StartsWithWord(folded[end..])) continue;
            return from;
        }

        return -1;
    }

    // Whether a word begins behind this, or what is there of it is only what some scripts write together with the next word.
    private bool BeginsWord(ReadOnlySpan<char> before)
    {
        int start = before.Length;
        while (start > 0)
        {
            Rune.DecodeLastFromUtf16(before[..start], out Rune rune, out int consumed);
            if (!IsWord(rune)) break;
            start -= consumed;
            if (before.Length - start > (_attached?.Longest ?? 0)) return false;
        }

        return start == before.Length || _attached!.Holds(before[start..]);
    }

    private static bool StartsWithWord(ReadOnlySpan<char> after)
    {
        Rune.DecodeFromUtf16(after, out Rune rune, out _);
        return IsWord(rune);
    }

    private static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or
        UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
