using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Detection.Tests.Phrases;

/// <summary>The index only saves work: what is found is what trying every pattern at every word would find.</summary>
public sealed class PhraseIndexTests
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoSlots = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    // Two letters, so that many patterns begin alike and the texts meet some of them.
    private static readonly Gen<string> Piece =
        Gen.Elements("a", "b", "ab", " ", "b a", "(a|b)", "(ab|a|)", "(b~a|ba)", "( b|)", "~b", "aab");

    private static readonly Gen<string> Pattern =
        from beginning in Gen.Elements("aab", "aba", "abb", "ab a", "(a|b)aa", "(ab|a|b) a")
        from pieces in Piece.ArrayOf(2)
        select beginning + string.Concat(pieces);

    private static readonly Gen<string> Text = Gen.Elements("a", "b", "ab", "aab", "ab a", " ", ".").ArrayOf(40).Select(string.Concat);

    [Fact]
    public void What_is_found_is_what_trying_every_pattern_at_every_word_finds() =>
        Prop.ForAll(
            Pattern.ArrayOf(30).ToArbitrary(),
            Text.ToArbitrary(),
            (patterns, text) => Found(patterns, text).ShouldBe(Tried(patterns, text)))
            .QuickCheckThrowOnFailure();

    private static List<(string Rule, int Start, int End)> Found(string[] patterns, string text)
    {
        var hits = new List<PhraseHit>();
        Matcher(patterns).Find(text, hits);
        return [.. hits.Select(static hit => (hit.Entry.Rule, hit.Start, hit.End))];
    }

    private static List<(string Rule, int Start, int End)> Tried(string[] patterns, string text)
    {
        PhrasePattern[] compiled = [.. patterns.Select(static pattern => PhrasePattern.Compile(PhraseText.Of(pattern).Span.ToString(), NoSlots))];
        var hits = new List<(string, int, int)>();
        for (int start = 0; start < text.Length; start++)
        {
            if (start > 0 && char.IsLetterOrDigit(text[start - 1])) continue;
            for (int i = 0; i < compiled.Length; i++)
            {
                int end = compiled[i].Match(text, start, endsAtWordBoundary: true);
                if (end >= 0) hits.Add(($"phrases/en/{i}", start, end));
            }
        }

        return hits;
    }

    private static PhraseMatcher Matcher(string[] patterns) => new(
    [
        new LexiconData
        {
            Language = LanguageTag.Parse("en"),
            Entries = [.. patterns.Select(static (pattern, i) => new LexiconEntryData { Id = $"{i}", Kind = PhraseKind.Refusal, Patterns = [pattern] })],
        },
    ]);
}
