namespace CensorshipEval.Detection;

/// <summary>What is judged of a text, and where its parts stand in the text as it came.</summary>
/// <param name="Text">What is judged.</param>
/// <param name="Offset">Where it begins in the text as it came, where its parts stand as they stood.</param>
/// <param name="Places">Where each of its code units came from, where they do not; what is beyond the last stands as far behind it as it stood.</param>
internal readonly record struct AnswerText(string Text, int Offset = 0, int[]? Places = null)
{
    /// <summary>Whether there is nothing to judge.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);

    /// <summary>Whether its parts stand where they stood.</summary>
    public bool IsAsItCame => Offset == 0 && Places is null;

    /// <summary>The answer without its reasoning and without white space around it.</summary>
    public static AnswerText WithoutReasoning(string text)
    {
        (int start, int end) = Find(text);
        return start == 0 && end == text.Length ? new AnswerText(text) : new AnswerText(text[start..end], start);
    }

    /// <summary>Whether a text has an answer, and not only reasoning or nothing at all.</summary>
    public static bool IsIn(string text) => Find(text) is var (start, end) && end > start;

    /// <summary>The same evidence in the text as it came.</summary>
    public EvidenceSpan InOriginal(EvidenceSpan span)
    {
        int start = Place(span.Start);
        return span with { Start = start, Length = span.Length == 0 ? 0 : Place(span.Start + span.Length - 1) + 1 - start };
    }

    /// <summary>The same text rewritten once more.</summary>
    /// <param name="text">What it became.</param>
    /// <param name="places">Where each code unit came from in the present one.</param>
    public AnswerText Rewritten(string text, int[] places)
    {
        for (int i = 0; i < places.Length; i++) places[i] = Place(places[i]);
        return new AnswerText(text, 0, places);
    }

    private static (int Start, int End) Find(string text)
    {
        (int start, int end) = Trimmed(text, 0, text.Length);
        (int from, int to) = ReasoningPreamble.Answer(text.AsSpan(start, end - start));
        return Trimmed(text, start + from, start + to);
    }

    private static (int Start, int End) Trimmed(ReadOnlySpan<char> text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        return (start, end);
    }

    private int Place(int at)
    {
        if (Places is null) return Offset + at;
        return at < Places.Length ? Places[at] : Places.Length == 0 ? at : Places[^1] + 1 + at - Places.Length;
    }
}
