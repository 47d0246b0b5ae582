using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CensorshipEval.Detection;

/// <summary>All lexicons as one matcher: a refusal is found in whichever language it comes, whatever the language of the prompt.</summary>
internal sealed class PhraseMatcher
{
    /// <summary>Below this code point every script but Thai puts spaces between words, so no phrase begins within one.</summary>
    private const char FirstUnspaced = '\u3001';

    private static readonly Lazy<PhraseMatcher> LazyBuiltIn = new(LoadBuiltIn);

    private readonly FrozenDictionary<ulong, (PhrasePattern Pattern, PhraseEntry Entry)[]> _byBeginning;

    public PhraseMatcher(IEnumerable<LexiconData> lexicons)
    {
        var byBeginning = new Dictionary<ulong, List<(PhrasePattern, PhraseEntry)>>();
        var languages = new HashSet<LanguageTag>();
        foreach (LexiconData lexicon in lexicons)
        {
            languages.Add(lexicon.Language);
            foreach (LexiconEntryData data in lexicon.Entries) AddEntry(byBeginning, lexicon, data);
        }

        Languages = languages.ToFrozenSet();
        _byBeginning = byBeginning.ToFrozenDictionary(static pair => pair.Key, static pair => pair.Value.ToArray());
    }

    public static PhraseMatcher BuiltIn => LazyBuiltIn.Value;

    /// <summary>Languages that have a lexicon.</summary>
    public IReadOnlySet<LanguageTag> Languages { get; }

    /// <summary>Adds every match, in the order of the text; the longest where one entry matches twice at a place.</summary>
    public void Find(ReadOnlySpan<char> text, List<PhraseHit> hits)
    {
        for (int start = 0; start + 3 <= text.Length; start++)
        {
            bool atWord = start == 0 || !char.IsLetterOrDigit(text[start - 1]);
            if (!atWord && text[start] is < FirstUnspaced and not (>= '\u0E00' and <= '\u0E7F')) continue;
            if (!_byBeginning.TryGetValue(Key(text[start], text[start + 1], text[start + 2]), out var candidates)) continue;
            foreach ((PhrasePattern pattern, PhraseEntry entry) in candidates)
            {
                if (entry.StartsAtWord && !atWord) continue;
                int end = pattern.Match(text, start, entry.EndsAtWord);
                if (end > 0) hits.Add(new PhraseHit(entry, start, end));
            }
        }
    }

    private static void AddEntry(Dictionary<ulong, List<(PhrasePattern, PhraseEntry)>> byBeginning, LexiconData lexicon, LexiconEntryData data)
    {
        bool spaces = lexicon.Language.Language is not ("zh" or "ja" or "th");
        var entry = new PhraseEntry
        {
            Rule = $"phrases/{lexicon.Language}/{data.Id}",
            Kind = data.Kind,
            Reason = data.Reason,
            StartsAtWord = spaces,
            EndsAtWord = spaces && lexicon.Language.Language is not ("ko" or "ar"),
        };
        var slots = lexicon.Slots.ToDictionary(static slot => slot.Key, static slot => (IReadOnlyList<string>)[.. slot.Value.Select(Comparable)], StringComparer.Ordinal);
        foreach (string text in data.Patterns)
        {
            PhrasePattern pattern = PhrasePattern.Compile(Comparable(text), slots);
            foreach (string beginning in pattern.Beginnings())
            {
                ref List<(PhrasePattern, PhraseEntry)>? list =
                    ref CollectionsMarshal.GetValueRefOrAddDefault(byBeginning, Key(beginning[0], beginning[1], beginning[2]), out _);
                (list ??= []).Add((pattern, entry));
            }
        }
    }

    private static string Comparable(string pattern) => PhraseText.Of(pattern).Span.ToString();

    private static ulong Key(char first, char second, char third) => ((ulong)first << 32) | ((ulong)second << 16) | third;

    private static PhraseMatcher LoadBuiltIn()
    {
        System.Reflection.Assembly assembly = typeof(PhraseMatcher).Assembly;
        return new PhraseMatcher(assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith("Lexicons/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using Stream stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize(stream, LexiconJsonContext.Default.LexiconData)!;
            }));
    }
}
