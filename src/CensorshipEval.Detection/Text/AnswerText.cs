namespace CensorshipEval.Detection;

/// <summary>What is judged of a text, and where its parts stand in the text as it came.</summary>
/// <param name="Whole">The text that holds what is judged: nothing is copied to leave out what stands around it.</param>
/// <param name="Start">Where what is judged begins in it.</param>
/// <param name="End">Where it ends in it.</param>
/// <param name="Places">
/// Where each of its code units came from, where it is not the text as it came; what is beyond the last stands as far behind it as it stood.
/// </param>
internal readonly record struct AnswerText(string Whole, int Start, int End, int[]? Places = null)
{
    /// <summary>A text of which all is judged.</summary>
    public AnswerText(string text)
        : this(text, 0, text.Length)
    {
    }

    /// <summary>What is judged.</summary>
    public ReadOnlySpan<char> Span => Whole.AsSpan(Start, End - Start);

    /// <summary>The same as a string, which is a copy where anything stands around it.</summary>
    public string Text => End - Start == Whole.Length ? Whole : Whole[Start..End];

    /// <summary>Whether there is nothing to judge.</summary>
    public bool IsEmpty => Span.IsWhiteSpace();

    /// <summary>Whether its parts stand where they stood.</summary>
    public bool IsAsItCame => Start == 0 && Places is null;

    /// <summary>The answer without its reasoning and without white space around it.</summary>
    public static AnswerText WithoutReasoning(string text)
    {
        (int start, int end) = Trimmed(text, 0, text.Length);
        (int from, int to) = ReasoningPreamble.Answer(text.AsSpan(start, end - start));
        (start, end) = Trimmed(text, start + from, start + to);
        return new AnswerText(text, start, end);
    }

    /// <summary>Whether a text has an answer, and not only reasoning or nothing at all.</summary>
    public static bool IsIn(string text) => WithoutReasoning(text) is var answer && answer.End > answer.Start;

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
        return new AnswerText(text, 0, text.Length, places);
    }

    private static (int Start, int End) Trimmed(ReadOnlySpan<char> text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        return (start, end);
    }

    private int Place(int at)
    {
        if (Places is null) return Start + at;
        return at < Places.Length ? Places[at] : Places.Length == 0 ? at : Places[^1] + 1 + at - Places.Length;
    }
}
