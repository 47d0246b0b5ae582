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

    private readonly FoldedText _own = new();
    private readonly FoldedText _closing = new();
    private FoldedText _opening = new(); // the own one, or who read the phrases has it
    private int _openingEnd; // in the folded text
    private int _originalEnd; // in the answer
    private int _closingStart;

    public ReadOnlySpan<char> Opening => _opening.Span[.._openingEnd];

    public ReadOnlySpan<char> Closing => _closing.Span[_closingStart..];

    /// <summary>Reads another answer.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="folded">As much of its beginning as was folded already, which must stay as it is while this is used; <see langword="null"/> for none.</param>
    public void Read(ReadOnlySpan<char> text, FoldedText? folded = null)
    {
        _originalEnd = Detection.Opening.End(text, OpeningLength + 1);
        bool isFolded = folded is not null && (folded.OriginalLength == _originalEnd || folded.CountBefore(_originalEnd) > OpeningLength);
        _opening = isFolded ? folded! : Fold(text[.._originalEnd]);
        _openingEnd = Math.Min(_opening.Span.Length, OpeningLength);
        _closing.Fold(text[Math.Max(_originalEnd, Detection.Closing.Start(text, ClosingLength + 1))..]);
        _closingStart = Math.Max(0, _closing.Span.TrimEnd(' ').Length - ClosingLength);
    }

    /// <summary>Where a part of the opening stands in the answer.</summary>
    public (int Start, int Length) InOpening(int start, int length)
    {
        (int from, int found) = _opening.Original(start, length);
        return (from, Math.Min(found, _originalEnd - from));
    }

    private FoldedText Fold(ReadOnlySpan<char> opening)
    {
        _own.Fold(opening);
        return _own;
    }
}
