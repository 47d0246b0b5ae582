namespace CensorshipEval.Detection;

/// <summary>A text as the measures read it: its languages, its sentences, and what of it is quoted.</summary>
internal sealed class MeasuredText
{
    private static readonly DefaultLanguageIdentifier Identifier = new DefaultLanguageIdentifier();

    private readonly List<(int Start, int End)> _quoted = [];

    private MeasuredText(string text, int start, int end, LanguageTag asked)
    {
        ReadOnlySpan<char> read = text.AsSpan(start, end - start);
        LanguageGuess guess = Identifier.Identify(read);
        Language = guess.IsKnown ? guess.Language : asked;
        Sentences =
        [
            .. Detection.Sentences.Of(read).Select(range =>
            {
                int from = start + range.Start.Value;
                return new MeasuredSentence(from, PhraseText.Of(text.AsSpan(from, range.End.Value - range.Start.Value)));
            }),
        ];
        QuotedSpans.Find(text, _quoted);
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
            if (quoted.Start <= place.Start && place.Start + place.Length <= quoted.End) return quoted;
        }

        return null;
    }
}
