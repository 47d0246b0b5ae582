using System.Buffers;
using System.Runtime.CompilerServices;

namespace CensorshipEval;

/// <summary>
/// A folded text as phrases and wordings are compared: without spaces beside Han and kana characters (writers put them around Latin words as they like),
/// without Arabic vowel signs and stretching, Hebrew points and the marks of emphasis, with ё as е, each Arabic letter in one form and the digits of
/// Arabic, Persian and Hindi as 0 to 9. Places lead back to the original text.
/// </summary>
internal sealed class PhraseText
{
    private const string Signs = "ёأإآٱىیکة\u0591\u0592\u0593\u0594\u0595\u0596\u0597\u0598\u0599\u059A\u059B\u059C\u059D\u059E\u059F\u05A0\u05A1\u05A2\u05A3\u05A4\u05A5\u05A6\u05A7\u05A8\u05A9\u05AA\u05AB\u05AC\u05AD\u05AE\u05AF\u05B0\u05B1\u05B2\u05B3\u05B4\u05B5\u05B6\u05B7\u05B8\u05B9\u05BA\u05BB\u05BC\u05BD\u0640\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652" + "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९";

    private static readonly SearchValues<char> Marks = SearchValues.Create("*_");

    private static readonly SearchValues<char> MarksOrSpace = SearchValues.Create("*_ ");

    private static readonly SearchValues<char> Unlike = SearchValues.Create("*_" + Signs);

    private static readonly SearchValues<char> UnlikeOrSpace = SearchValues.Create("*_ " + Signs);

    private const char FirstUnspaced = '\u3001';

    private const char LastUnspaced = '\u9FFF';

    private FoldedText _folded = new();
    private char[] _chars = [];
    private readonly List<int> _dropped = []; // places of the folded text that are left out
    private int _length;
    private bool _same; // whether nothing is left out and nothing changed, as in most texts; then nothing is copied

    public ReadOnlySpan<char> Span => _same ? _folded.Span : _chars.AsSpan(0, _length);

    public static PhraseText Of(ReadOnlySpan<char> text)
    {
        var phrases = new PhraseText();
        phrases.Read(FoldedText.Of(text));
        return phrases;
    }

    /// <summary>Takes another folded text into the same memory.</summary>
    public void Read(FoldedText folded)
    {
        _folded = folded;
        ReadOnlySpan<char> span = folded.Span;
        // Spaces stand everywhere, those few characters beside which they do not count do not; and a set of only ASCII is sought faster.
        bool spaces = span.ContainsAnyInRange(FirstUnspaced, LastUnspaced);
        SearchValues<char> unlike = span.ContainsAnyInRange('ё', '९') ? (spaces ? UnlikeOrSpace : Unlike) : spaces ? MarksOrSpace : Marks;
        int same = FirstChange(span, unlike);
        _same = same == span.Length;
        if (_same) return;
        if (_chars.Length < span.Length) _chars = new char[span.Length];
        _dropped.Clear();
        Span<char> chars = _chars.AsSpan(0, span.Length);
        span[..same].CopyTo(chars);
        _length = same;
        for (int i = same; i < span.Length;)
        {
            char c = span[i];
            if (c is ' ' ? IsOptionalSpace(chars[.._length], span[i..]) : IsOptionalSign(c)) _dropped.Add(i);
            else chars[_length++] = Usual(c);
            ReadOnlySpan<char> rest = span[++i..];
            int like = rest.IndexOfAny(unlike);
            if (like < 0) like = rest.Length;
            rest[..like].CopyTo(chars[_length..]);
            _length += like;
            i += like;
        }
    }

    /// <summary>Where a part stands in the original, in UTF-16 code units.</summary>
    public (int Start, int Length) Original(int start, int end)
    {
        int first = InFolded(start);
        return _folded.Original(first, InFolded(end - 1) + 1 - first);
    }

    /// <summary>Where a place stands in the folded text.</summary>
    public int InFolded(int place)
    {
        if (_same) return place;
        // As many are left out before it as stand, without those before them, no further on.
        int before = 0, behind = _dropped.Count;
        while (before < behind)
        {
            int middle = (before + behind) / 2;
            if (_dropped[middle] - middle <= place) before = middle + 1;
            else behind = middle;
        }

        return place + before;
    }

    private static int FirstChange(ReadOnlySpan<char> span, SearchValues<char> unlike)
    {
        for (int i = 0; i < span.Length; i++)
        {
            int next = span[i..].IndexOfAny(unlike);
            if (next < 0) break;
            i += next;
            if (span[i] is not ' ' || IsOptionalSpace(span[..i], span[i..])) return i;
        }

        return span.Length;
    }

    private static bool IsOptionalSpace(ReadOnlySpan<char> before, ReadOnlySpan<char> rest) =>
        (before.Length > 0 && IsUnspaced(before[^1])) || (rest.Length > 1 && IsUnspaced(rest[1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOptionalSign(char c) => c < '\u0591' ? c is '*' or '_' : c is <= '\u05BD' or '\u0640' or (>= '\u064B' and <= '\u0652');

    // Letters that writers leave their signs off, or type on the keyboard of a neighbour.
    private static char Usual(char c) => c switch
    {
        'ё' => 'е',
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        >= '٠' and <= '٩' => (char)(c - '٠' + '0'),
        >= '۰' and <= '۹' => (char)(c - '۰' + '0'),
        >= '०' and <= '९' => (char)(c - '०' + '0'),
        _ => c,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsUnspaced(char c) => c is >= FirstUnspaced and <= '\u30FF' or >= '\u3400' and <= LastUnspaced;
}
