namespace CensorshipEval.Detection;

/// <summary>A text as the measures read it: its language, its sentences, and what of it is quoted. Of a very long text the first part is read.</summary>
internal sealed class MeasuredText
{
    /// <summary>A page has some fifty sentences; more than these say nothing more.</summary>
    private const int MostSentences = 2_000;

    /// <summary>A guess that is less sure is no reason to go by another language than the prompt's.</summary>
    private const double LeastConfidence = 0.8;

    private static readonly DefaultLanguageIdentifier Identifier = new();

    private readonly string _text;
    private readonly List<(int Start, int End)> _quoted = [];

    private MeasuredText(string text, int start, int end, LanguageTag asked)
    {
        _text = text;
        ReadOnlySpan<char> read = text.AsSpan(start, end - start);
        LanguageGuess guess = Identifier.Identify(read);
        Language = guess.IsKnown && guess.Confidence >= LeastConfidence ? guess.Language : asked;
        Sentences =
        [
            .. Detection.Sentences.Of(read, Language).Take(MostSentences).Select(range =>
            {
                int from = start + range.Start.Value;
                ReadOnlySpan<char> sentence = text.AsSpan(from, range.End.Value - range.Start.Value);
                return new MeasuredSentence(from, PhraseText.Of(sentence), sentence.Length, sentence.TrimEnd() is [.., '?' or '？' or '؟']);
            }),
        ];
        int readTo = Sentences.Count == 0 ? start : Sentences[^1].Start + Sentences[^1].Length;
        QuotedSpans.Find(text.AsSpan(0, readTo), _quoted);
    }

    /// <summary>The language it is in; that of the prompt where it cannot be told.</summary>
    public LanguageTag Language { get; }

    /// <summary>Its sentences.</summary>
    public IReadOnlyList<MeasuredSentence> Sentences { get; }

    /// <summary>Reads the answer of an exchange, without its reasoning.</summary>
    public static MeasuredText Answer(Exchange exchange)
    {
        var answer = AnswerText.WithoutReasoning(exchange.Text);
        return new MeasuredText(exchange.Text, answer.Start, answer.End, exchange.Prompt.Language);
    }

    /// <summary>Reads the reasoning of an exchange.</summary>
    public static MeasuredText Reasoning(Exchange exchange, string reasoning) => new(reasoning, 0, reasoning.Length, exchange.Prompt.Language);

    /// <summary>The quotation that a place lies in, with its marks; <see langword="null"/> where it lies in none.</summary>
    public (int Start, int End)? QuotationOf((int Start, int Length) place)
    {
        foreach ((int Start, int End) quoted in _quoted)
        {
            if (quoted.Start > place.Start) break;
            if (place.Start + place.Length <= quoted.End) return quoted;
        }

        return null;
    }

    /// <summary>Where the sentence that a place lies in stands.</summary>
    public (int Start, int End) SentenceOf((int Start, int Length) place)
    {
        int low = 0, high = Sentences.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (Sentences[middle].Start <= place.Start) low = middle;
            else high = middle - 1;
        }

        return (Sentences[low].Start, Sentences[low].Start + Sentences[low].Length);
    }

    /// <summary>A part of the text.</summary>
    public ReadOnlySpan<char> Between(int start, int end) => start < end ? _text.AsSpan(start, end - start) : [];

    /// <summary>Whether a place is more than a number.</summary>
    public bool HasLetter((int Start, int Length) place)
    {
        foreach (char c in _text.AsSpan(place.Start, place.Length))
        {
            if (char.IsLetter(c)) return true;
        }

        return false;
    }
}
