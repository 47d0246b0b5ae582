using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Pieces from within a text: one as long as an opening, one of a sentence or two.</summary>
internal static class TextPieces
{
    private const int Shortest = 40;
    private const int ShortPiece = 110;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?。！？\n");

    public static IReadOnlyList<int[]> Of(string text)
    {
        var pieces = new List<int[]>();
        Add(text, text.Length * 2 / 5, ReadingWindows.OpeningLength, pieces);
        Add(text, text.Length * 7 / 10, ShortPiece, pieces);
        return pieces;
    }

    private static void Add(string text, int from, int length, List<int[]> pieces)
    {
        int end = text.AsSpan(from).IndexOfAny(SentenceEnds);
        if (end < 0) return;
        ReadOnlySpan<char> rest = text.AsSpan(from + end + 1).TrimStart();
        if (rest.Length < Shortest) return;
        ReadOnlySpan<char> folded = FoldedText.Of(rest[..Math.Min(rest.Length, 2 * length)]).Span;
        pieces.Add(NgramList.Of(folded[..Math.Min(folded.Length, length)], []));
    }
}
