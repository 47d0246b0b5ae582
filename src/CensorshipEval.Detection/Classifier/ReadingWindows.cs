namespace CensorshipEval.Detection;

/// <summary>
/// What the classifier reads of an answer: its opening and its closing, folded. However long an answer is, no more than this is looked at.
/// An instance is used for one text after the other, by one thread at a time.
/// </summary>
internal sealed class ReadingWindows
{
    /// <summary>Folded characters of the opening.</summary>
    public const int OpeningLength = 240;

    /// <summary>Folded characters of the closing, of answers longer than the opening.</summary>
    public const int ClosingLength = 100;

    private readonly FoldedText _opening = new();
    private readonly FoldedText _closing = new();
    private int _openingEnd;
    private int _closingStart;

    public ReadOnlySpan<char> Opening => _opening.Span[.._openingEnd];

    public ReadOnlySpan<char> Closing => _closing.Span[_closingStart..];

    /// <summary>Reads another answer.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        int end = Detection.Opening.End(text, OpeningLength + 1);
        _opening.Fold(text[..end]);
        ReadOnlySpan<char> folded = _opening.Span;
        _openingEnd = Math.Min(folded.Length, OpeningLength);
        _closing.Fold(text[Math.Max(end, Detection.Closing.Start(text, ClosingLength + 1))..]);
        _closingStart = Math.Max(0, _closing.Span.TrimEnd(' ').Length - ClosingLength);
    }

    /// <summary>Where a part of the opening stands in the answer.</summary>
    public (int Start, int Length) InOpening(int start, int length) => _opening.Original(start, length);

}
