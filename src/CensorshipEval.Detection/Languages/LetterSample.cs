using System.Runtime.CompilerServices;

namespace CensorshipEval.Detection;

/// <summary>
/// The letters of a bounded part of a text, the opening and some of the middle: lower case, words apart by one space, without what
/// says nothing of a language (digits, addresses, mark-up, code, invisible characters).
/// </summary>
internal ref struct LetterSample
{
    /// <summary>Length of the buffer a sample needs.</summary>
    public const int Capacity = 320;

    private const int OpeningLetters = 216;
    private const int OpeningScan = 4_000;
    private const int MiddleScan = 1_000;

    /// <summary>A longer word is none: a key, a hash, the same letter over and over.</summary>
    private const int LongestWord = 40;

    private readonly Span<char> _letters;
    private int _length;
    private int _rejected;
    private int _symbols;
    private ScriptCounts _counts;

    private LetterSample(Span<char> buffer)
    {
        _letters = buffer;
        _letters[0] = ' ';
        _length = 1;
    }

    /// <summary>A space, then words with a space behind each. Characters of scripts without spaces follow each other.</summary>
    public readonly ReadOnlySpan<char> Letters => _letters[.._length];

    /// <summary>Letters read, by script.</summary>
    public readonly ScriptCounts Counts => _counts;

    /// <summary>Letters in compatibility forms (full width, presentation forms, mathematical), which have to be folded to be read.</summary>
    public int CompatibilityLetters { get; private set; }

    /// <summary>Whether names, paths and operators outweigh words.</summary>
    public readonly bool IsCode
    {
        get
        {
            int letters = 0;
            for (var system = WritingSystem.Latin; system < WritingSystem.Invisible; system++) letters += _counts.Of(system) * WritingSystems.Weight(system);
            return _rejected > letters || _symbols * 8 > letters;
        }
    }

    /// <summary>Reads a sample into a buffer of <see cref="Capacity"/>.</summary>
    public static LetterSample Of(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var sample = new LetterSample(buffer);
        int end = sample.Read(text, 0, OpeningLetters, OpeningScan);
        int middle = Math.Max(end, text.Length / 2);
        if (middle > end) middle = NextBoundary(text, middle);
        if (middle < text.Length) sample.Read(text, middle, Capacity - LongestWord - 1, MiddleScan);
        return sample;
    }

    /// <summary>Leaves only the letters of one script.</summary>
    public void Keep(WritingSystem system)
    {
        int kept = 1;
        foreach (char c in _letters[1.._length])
        {
            if (c == ' ' ? _letters[kept - 1] != ' ' : WritingSystems.Of(c) == system) _letters[kept++] = c;
        }

        _length = kept;
    }

    private static int NextBoundary(ReadOnlySpan<char> text, int at)
    {
        int limit = Math.Min(text.Length, at + LongestWord);
        for (int i = at; i < limit; i++)
        {
            if (!WritingSystems.HasWords(WritingSystems.Of(text[i]))) return i;
        }

        return at;
    }

    private int Read(ReadOnlySpan<char> text, int i, int until, int scan)
    {
        int stop = Math.Min(text.Length, i + scan);
        while (i < stop && _length < until)
        {
            char c = text[i];
            WritingSystem system = WritingSystems.Of(c);
            if (WritingSystems.HasWords(system))
            {
                i = ReadWord(text, i, system);
            }
            else if (system is WritingSystem.None)
            {
                int next = char.IsSurrogate(c) ? ReadPair(text, i) : Markup.Skip(text, i);
                if (next == i + 1 && c is ('{' or '}' or ';' or '=' or '<' or '>' or '\\' or '_')) _symbols++;
                i = next;
            }
            else
            {
                if (system is not WritingSystem.Invisible) ReadLetter(c, system);
                i++;
            }
        }

        return i;
    }

    private void ReadLetter(char c, WritingSystem system)
    {
        if (c is >= '\uFB00' and <= '\uFDFF' or >= '\uFE70') CompatibilityLetters++;
        _counts.Add(system, 1);
        if (system is not WritingSystem.Other) _letters[_length++] = c;
    }

    // Beyond the basic plane: rare ideographs, styled Latin letters, ancient scripts, emoji.
    private int ReadPair(ReadOnlySpan<char> text, int i)
    {
        if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return i + 1;
        int rune = char.ConvertToUtf32(text[i], text[i + 1]);
        if (rune is >= 0x1D400 and <= 0x1D7FF) CompatibilityLetters++;
        if (rune is >= 0x20000 and <= 0x3FFFF) _counts.Add(WritingSystem.Han, 1);
        else if (System.Text.Rune.IsLetter(new System.Text.Rune(rune))) _counts.Add(WritingSystem.Other, 1);
        return i + 2;
    }

    private int ReadWord(ReadOnlySpan<char> text, int start, WritingSystem system)
    {
        int begin = _length;
        int i = start;
        int letters = 0;
        for (; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsAsciiLetter(c) && system is WritingSystem.Latin)
            {
                c |= ' ';
            }
            else
            {
                WritingSystem of = WritingSystems.Of(c);
                if (of is WritingSystem.Invisible)
                {
                    if (c is >= '\u0300' and <= '\u036F') Compose(c);
                    continue;
                }

                if (of != system) break;
                c = Lower(c);
            }

            if (++letters <= LongestWord) _letters[_length++] = c;
        }

        if (letters > LongestWord || Markup.IsPartOfName(text, start, i))
        {
            _rejected += letters;
            _length = begin;
            return Markup.SkipAddress(text, start, i);
        }

        _counts.Add(system, letters);
        _letters[_length++] = ' ';
        return i;
    }

    private readonly void Compose(char mark)
    {
        if (FoldingTable.Instance.TryCompose(_letters[_length - 1], mark, out char composed)) _letters[_length - 1] = composed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static char Lower(char c) => c switch
    {
        '\u0130' => 'i', // the invariant culture leaves the dotted capital I as it is
        '\u017F' => 's',
        _ => char.ToLowerInvariant(c),
    };
}
