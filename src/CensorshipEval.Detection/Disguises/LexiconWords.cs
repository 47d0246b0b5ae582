using System.Collections.Frozen;
using System.Text.Json;

namespace CensorshipEval.Detection;

/// <summary>The words that the patterns of the lexicons are made of, by which a row of letters without spaces is divided. Loaded when first such a row is met.</summary>
internal sealed class LexiconWords
{
    private const int Longest = 24;

    /// <summary>A letter that is of no known word costs more than several words.</summary>
    private const int StrangeLetter = 4;

    private static readonly Lazy<LexiconWords> Loaded = new(Load);

    private readonly FrozenSet<string> _words;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private LexiconWords(HashSet<string> words)
    {
        _words = words.ToFrozenSet(StringComparer.Ordinal);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static LexiconWords BuiltIn => Loaded.Value;

    /// <summary>Whether a word ends with each letter of a row, the row being divided into as few words and strange letters as it can be.</summary>
    public bool[] Divide(string row)
    {
        ReadOnlySpan<char> folded = row.ToLowerInvariant().Replace('’', '\'');
        int[] cost = new int[folded.Length + 1];
        int[] from = new int[folded.Length + 1];
        for (int end = 1; end <= folded.Length; end++)
        {
            bool mark = !char.IsLetter(folded[end - 1]) && folded[end - 1] is not '\'';
            cost[end] = cost[end - 1] + (mark ? 0 : StrangeLetter);
            from[end] = end - 1;
            for (int start = Math.Max(0, end - Longest); start < end; start++)
            {
                if (cost[start] + 1 >= cost[end] || !_lookup.Contains(folded[start..end])) continue;
                cost[end] = cost[start] + 1;
                from[end] = start;
            }
        }

        bool[] ends = new bool[folded.Length];
        for (int end = folded.Length; end > 0; end = from[end])
        {
            ends[end - 1] = true;
            // A punctuation mark belongs to the word before it.
            if (from[end] == end - 1 && end > 1 && !char.IsLetter(folded[end - 1])) ends[end - 2] = false;
        }

        return ends;
    }

    private static LexiconWords Load()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        System.Reflection.Assembly assembly = typeof(LexiconWords).Assembly;
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith("Lexicons/", StringComparison.Ordinal)) continue;
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            LexiconData lexicon = JsonSerializer.Deserialize(stream, LexiconJsonContext.Default.LexiconData)!;
            if (lexicon.Language.Language is "zh" or "ja" or "th" or "ko") continue;
            PatternWords reader = new(lexicon.Slots, words);
            foreach (LexiconEntryData entry in lexicon.Entries)
            {
                foreach (string pattern in entry.Patterns) reader.Add(pattern);
            }
        }

        return new LexiconWords(words);
    }
}
