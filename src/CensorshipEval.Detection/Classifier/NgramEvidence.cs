namespace CensorshipEval.Detection;

/// <summary>Finds the part of an opening that speaks most for a refusal.</summary>
internal static class NgramEvidence
{
    public const string Rule = "classifier/ngrams";

    /// <summary>Folded characters of the part that is shown.</summary>
    private const int Width = 60;

    /// <summary>The part; <see langword="null"/> where there is no opening.</summary>
    public static EvidenceSpan? In(ReadingWindows windows, NgramWeights weights)
    {
        ReadOnlySpan<char> opening = windows.Opening;
        if (opening.Length == 0) return null;
        Span<int> places = stackalloc int[ReadingWindows.OpeningLength];
        places.Clear();
        weights.Explain(opening, NgramWeights.OpeningSeed, places);
        int width = Math.Min(Width, opening.Length);
        int sum = 0;
        for (int i = 0; i < width; i++) sum += places[i];
        int best = sum, at = 0;
        for (int start = 1; start + width <= opening.Length; start++)
        {
            sum += places[start + width - 1] - places[start - 1];
            if (sum > best) (best, at) = (sum, start);
        }

        (int from, int length) = windows.InOpening(at, width);
        return new EvidenceSpan(EvidenceSource.Text, from, length, Rule);
    }
}
