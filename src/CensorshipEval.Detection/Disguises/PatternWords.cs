namespace CensorshipEval.Detection;

/// <summary>Collects the words that patterns of phrases can match, however their alternatives build them.</summary>
internal sealed class PatternWords(IReadOnlyDictionary<string, IReadOnlyList<string>> slots, HashSet<string> words)
{
    /// <summary>Beginnings of one word that are followed up at most.</summary>
    private const int Most = 512;

    private const int Deepest = 8;

    /// <summary>Adds the words of a pattern.</summary>
    public void Add(string pattern) => End(Read(PhraseText.Of(pattern).Span, [""], 0));

    private HashSet<string> Read(ReadOnlySpan<char> pattern, HashSet<string> begun, int depth)
    {
        for (int i = 0; i < pattern.Length && depth <= Deepest; i++)
        {
            char c = pattern[i];
            if (c is '(' or '{')
            {
                int end = Partner(pattern, i);
                string inner = pattern[(i + 1)..end].ToString();
                begun = Any(c is '(' ? Alternatives(inner) : slots.GetValueOrDefault(inner, []).Select(static value => PhraseText.Of(value).Span.ToString()), begun, depth);
                i = end;
            }
            else if (char.IsLetter(c) || c is '\'')
            {
                begun = [.. begun.Select(word => word + c)];
            }
            else
            {
                End(begun);
                begun = [""];
            }
        }

        return begun;
    }

    private HashSet<string> Any(IEnumerable<string> alternatives, HashSet<string> begun, int depth)
    {
        var result = new HashSet<string>(StringComparer.Ordinal);
        foreach (string alternative in alternatives)
        {
            result.UnionWith(Read(alternative, begun, depth + 1));
            if (result.Count > Most) break;
        }

        return result;
    }

    private void End(HashSet<string> begun)
    {
        foreach (string word in begun)
        {
            if (word.Length > 0) words.Add(word);
        }
    }

    private static int Partner(ReadOnlySpan<char> pattern, int open)
    {
        int depth = 0;
        for (int i = open; i < pattern.Length; i++)
        {
            if (pattern[i] is '(' or '{') depth++;
            else if (pattern[i] is ')' or '}' && --depth == 0) return i;
        }

        return pattern.Length - 1;
    }

    private static List<string> Alternatives(string inner)
    {
        var parts = new List<string>();
        int depth = 0, from = 0;
        for (int i = 0; i < inner.Length; i++)
        {
            if (inner[i] is '(') depth++;
            else if (inner[i] is ')') depth--;
            else if (inner[i] is '|' && depth == 0)
            {
                parts.Add(inner[from..i]);
                from = i + 1;
            }
        }

        parts.Add(inner[from..]);
        return parts;
    }
}
