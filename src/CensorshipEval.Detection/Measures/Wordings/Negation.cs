namespace CensorshipEval.Detection;

/// <summary>Words of a language that negate what stands next to them.</summary>
internal sealed class Negation(NegationData data, LanguageTag language)
{
    private readonly bool _spaced = WordingMatcher.SeparatesWords(language);

    /// <summary>How many letters away such a word may stand: three or four words.</summary>
    private readonly int _reach = WordingMatcher.SeparatesWords(language) ? 24 : 8;

    private readonly FoldedWordings? _before = data.Before.Count == 0 ? null : new FoldedWordings([data.Before], language);

    private readonly FoldedWordings? _after = data.After.Count == 0 ? null : new FoldedWordings([data.After], language);

    /// <summary>Whether any of them stands in a text.</summary>
    public bool IsIn(string text)
    {
        var read = PhraseText.Of(text);
        return _before?.TryFind(0, read, out _) is true || _after?.TryFind(0, read, out _) is true;
    }

    /// <summary>Whether one of them stands close to a place, within its sentence.</summary>
    public bool Governs(MeasuredText text, (int Start, int Length) place)
    {
        (int from, int to) = text.SentenceOf(place);
        int end = place.Start + place.Length;
        return Stands(_before, FromWord(text.Between(from, place.Start))) || Stands(_after, ToWord(text.Between(end, to)));
    }

    // Half a word is another one: the end of "famine" is no "ne".
    private ReadOnlySpan<char> FromWord(ReadOnlySpan<char> text)
    {
        if (text.Length <= _reach) return text;
        int space = _spaced ? text[^_reach..].IndexOf(' ') : 0;
        return space < 0 ? [] : text[(text.Length - _reach + space)..];
    }

    private ReadOnlySpan<char> ToWord(ReadOnlySpan<char> text)
    {
        if (text.Length <= _reach) return text;
        int space = _spaced ? text[.._reach].LastIndexOf(' ') : _reach;
        return space < 0 ? [] : text[..space];
    }

    private static bool Stands(FoldedWordings? words, ReadOnlySpan<char> text) => words is not null && !text.IsWhiteSpace() && words.TryFind(0, PhraseText.Of(text), out _);
}
