namespace CensorshipEval.Detection;

/// <summary>
/// A folded text as phrases are compared: without spaces beside Han and kana characters (writers put them around Latin words as they like),
/// without Arabic vowel signs and stretching, Hebrew points and the marks of emphasis, with ё as е and each Arabic letter in one form. Places lead back to the original text.
/// </summary>
internal sealed class PhraseText
{
    private FoldedText _folded = new();
    private char[] _chars = [];
    private int[] _places = [];
    private int _length;

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, _length);

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
        _length = 0;
        ReadOnlySpan<char> span = folded.Span;
        if (_chars.Length < span.Length) (_chars, _places) = (new char[span.Length], new int[span.Length]);
        for (int i = 0; i < span.Length; i++)
        {
            char c = span[i];
            if (IsOptionalSign(c)) continue;
            if (c is ' ' && ((_length > 0 && IsUnspaced(_chars[_length - 1])) || (i + 1 < span.Length && IsUnspaced(span[i + 1])))) continue;
            _chars[_length] = c is >= 'ё' and <= 'ی' ? Usual(c) : c;
            _places[_length++] = i;
        }
    }

    /// <summary>Where a part stands in the original, in UTF-16 code units.</summary>
    public (int Start, int Length) Original(int start, int end) => _folded.Original(_places[start], _places[end - 1] + 1 - _places[start]);

    /// <summary>Where a place stands in the folded text.</summary>
    public int InFolded(int place) => _places[place];

    private static bool IsOptionalSign(char c) => c < '\u0591' ? c is '*' or '_' : c is <= '\u05BD' or '\u0640' or (>= '\u064B' and <= '\u0652');

    // Letters that writers leave their signs off, or type on the keyboard of a neighbour.
    private static char Usual(char c) => c switch
    {
        'ё' => 'е',
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        _ => c,
    };

    private static bool IsUnspaced(char c) => c is >= '\u3001' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF';
}
