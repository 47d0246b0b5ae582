using System.Collections.Frozen;
using System.Numerics;
using System.Text.Json;

namespace CensorshipEval.Detection;

/// <summary>All lexicons as one matcher: a refusal is found in whichever language it comes, whatever the language of the prompt.</summary>
internal sealed class PhraseMatcher
{
    /// <summary>Below this code point every script but Thai puts spaces between words, so no phrase begins within one.</summary>
    private const char FirstUnspaced = '\u3001';

    private static readonly Lazy<PhraseMatcher> LazyBuiltIn = new(LoadBuiltIn);

    private readonly Role[] _roles = new Role[0x10000];
    private readonly PhraseIndex _index;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _primaryLanguages;

    public PhraseMatcher(IEnumerable<LexiconData> lexicons)
    {
        var phrases = new List<Phrase>();
        var languages = new HashSet<LanguageTag>();
        foreach (LexiconData lexicon in lexicons)
        {
            languages.Add(lexicon.Language);
            var slots = lexicon.Slots.ToDictionary(static slot => slot.Key, static slot => (IReadOnlyList<string>)[.. slot.Value.Select(Comparable)], StringComparer.Ordinal);
            foreach (LexiconEntryData data in lexicon.Entries) AddEntry(phrases, lexicon.Language, data, slots);
        }

        Languages = languages.ToFrozenSet();
        _primaryLanguages = languages.Select(static language => language.Language).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _index = new PhraseIndex(phrases);
        for (int c = 0; c < _roles.Length; c++)
        {
            if (char.IsLetterOrDigit((char)c)) _roles[c] = Role.OfWord;
        }

        var steps = new List<(char Char, int Node)>();
        foreach (Phrase phrase in phrases)
        {
            phrase.Pattern.Steps(phrase.Pattern.Start, steps);
            foreach ((char first, _) in steps)
            {
                _roles[first] |= Role.BeginsAtWord;
                if (!phrase.Entry.StartsAtWord && first is >= FirstUnspaced or (>= '\u0E00' and <= '\u0E7F')) _roles[first] |= Role.BeginsAnywhere;
            }
        }
    }

    /// <summary>What a character may be in a text.</summary>
    [Flags]
    private enum Role : byte
    {
        None = 0,

        /// <summary>A letter or digit, behind which no word begins.</summary>
        OfWord = 1,

        /// <summary>The first of a phrase, where a word begins.</summary>
        BeginsAtWord = 2,

        /// <summary>The first of a phrase within a row of letters.</summary>
        BeginsAnywhere = 4,
    }

    public static PhraseMatcher BuiltIn => LazyBuiltIn.Value;

    /// <summary>Languages that have a lexicon.</summary>
    public IReadOnlySet<LanguageTag> Languages { get; }

    /// <summary>Whether there is a lexicon for a language or another form of it.</summary>
    public bool Covers(LanguageTag language)
    {
        ReadOnlySpan<char> tag = language.Value;
        int end = tag.IndexOf('-');
        return _primaryLanguages.Contains(end < 0 ? tag : tag[..end]);
    }

    /// <summary>Adds every match, in the order of the text; the longest where one pattern matches in several ways at a place.</summary>
    public void Find(ReadOnlySpan<char> text, List<PhraseHit> hits)
    {
        const int block = 64;
        bool atWord = true;
        for (int from = 0; from + PhrasePattern.Shortest <= text.Length; from += block)
        {
            ReadOnlySpan<char> chars = text[from..(text.Length + 1 - PhrasePattern.Shortest)];
            if (chars.Length > block) chars = chars[..block];
            (ulong begins, ulong atWords) = Beginnings(chars, ref atWord);
            for (; begins != 0; begins &= begins - 1)
            {
                int at = BitOperations.TrailingZeroCount(begins);
                Find(text, from + at, (atWords >> at & 1) != 0, hits);
            }
        }
    }

    // Where a phrase may begin, and where a word does, as bits: without a branch for each character, of which nobody could foretell the next.
    private (ulong Begins, ulong AtWords) Beginnings(ReadOnlySpan<char> chars, ref bool atWord)
    {
        ReadOnlySpan<Role> roles = _roles;
        ulong begins = 0, atWords = 0;
        int inWord = atWord ? 0 : 1;
        for (int i = 0; i < chars.Length; i++)
        {
            int role = (int)roles[chars[i]];
            begins |= (ulong)((role >> (1 + inWord)) & 1) << i;
            atWords |= (ulong)(1 - inWord) << i;
            inWord = role & (int)Role.OfWord;
        }

        atWord = inWord == 0;
        return (begins, atWords);
    }

    private void Find(ReadOnlySpan<char> text, int start, bool atWord, List<PhraseHit> hits)
    {
        Phrase? last = null;
        foreach (ref readonly PhraseCandidate candidate in _index.At(text, start))
        {
            int next = start + candidate.Depth;
            if (candidate.Next is not '\0' && (next >= text.Length || text[next] != candidate.Next)) continue;
            Phrase phrase = candidate.Phrase;
            if (phrase.Entry.StartsAtWord && !atWord) continue;
            int end = phrase.Pattern.Match(text, next, candidate.Node, phrase.Entry.EndsAtWord);
            if (end < 0) continue;
            if (phrase != last) hits.Add(new PhraseHit(phrase.Entry, start, end));
            else if (hits[^1].End < end) hits[^1] = hits[^1] with { End = end };
            last = phrase;
        }
    }

    private static void AddEntry(List<Phrase> phrases, LanguageTag tag, LexiconEntryData data, Dictionary<string, IReadOnlyList<string>> slots)
    {
        string language = tag.Language;
        bool spaces = language is not ("zh" or "ja" or "th");
        var entry = new PhraseEntry
        {
            Rule = $"phrases/{tag}/{data.Id}",
            Kind = data.Kind,
            Reason = data.Reason,
            StartsAtWord = spaces,
            EndsAtWord = spaces && language is not ("ko" or "ar"),
        };
        foreach (string text in data.Patterns)
            phrases.Add(new Phrase { Order = phrases.Count, Pattern = PhrasePattern.Compile(Comparable(text), slots), Entry = entry });
    }

    private static string Comparable(string pattern) => PhraseText.Of(pattern).Span.ToString();

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
