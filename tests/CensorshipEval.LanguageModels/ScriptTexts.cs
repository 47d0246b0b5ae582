using CensorshipEval.Detection;

namespace CensorshipEval.LanguageModels;

/// <summary>The texts in one script, by language and source, and samples drawn from them.</summary>
internal sealed class ScriptTexts
{
    private readonly WritingSystem _script;
    private readonly SortedDictionary<string, List<(double Weight, TextSource Source)>> _languages = new(StringComparer.Ordinal);

    public ScriptTexts(WritingSystem script, IEnumerable<TextSource> sources)
    {
        _script = script;
        foreach (IGrouping<string, TextSource> language in sources.GroupBy(static source => source.Language, StringComparer.Ordinal))
        {
            TextSource[] inScript = [.. language.Select(source => source with { Paragraphs = [.. source.Paragraphs.Where(text => TextFolder.ScriptOf(text) == script)] })];
            // What a catalogue leaves untranslated is in another script: a language counts only in the one it is mostly written in.
            if (inScript.Sum(static source => source.Paragraphs.Count) * 2 < language.Sum(static source => source.Paragraphs.Count)) continue;
            foreach (TextSource source in inScript) Add(source);
        }
    }

    private void Add(TextSource source)
    {
        int letters = source.Paragraphs.Sum(static text => text.Length);
        if (letters < 2_000) return;
        if (!_languages.TryGetValue(source.Language, out List<(double Weight, TextSource Source)>? list)) _languages.Add(source.Language, list = []);
        list.Add((Math.Sqrt(letters), source));
    }

    public IEnumerable<string> Languages => _languages.Keys;

    public int Letters(string language) => (int)_languages[language].Sum(static source => source.Weight * source.Weight);

    /// <summary>The letters of a stretch of about <paramref name="length"/> letters, from a source drawn with a preference for large ones.</summary>
    public ReadOnlySpan<char> Draw(string language, int length, Dice dice, Span<char> buffer)
    {
        List<(double Weight, TextSource Source)> sources = _languages[language];
        double point = dice.Fraction() * sources.Sum(static source => source.Weight);
        int chosen = 0;
        while (chosen < sources.Count - 1 && (point -= sources[chosen].Weight) > 0) chosen++;
        IReadOnlyList<string> paragraphs = sources[chosen].Source.Paragraphs;

        for (int attempt = 0; ; attempt++)
        {
            int index = dice.Below(paragraphs.Count);
            string text = paragraphs[index];
            while (text.Length < length && index + 1 < paragraphs.Count) text += ' ' + paragraphs[++index];
            int start = text.Length <= length ? 0 : dice.Below(text.Length - length);
            while (start > 0 && text[start - 1] != ' ') start--;
            LetterSample sample = LetterSample.Of(text.AsSpan(start, Math.Min(text.Length - start, length)), buffer);
            sample.Keep(_script);
            if (sample.Letters.Length > 8 || attempt > 20) return sample.Letters;
        }
    }
}
