namespace CensorshipEval.Detection;

/// <summary>
/// A pattern of literal text, alternatives <c>(a|b|)</c>, slots <c>{name}</c> and gaps <c>~</c> (a few words within the sentence),
/// compiled to a small program without loops: what a regular expression would do, but started only where three characters already agree.
/// </summary>
internal sealed class PhrasePattern
{
    // A node is a character and the node behind it; a fork is two nodes to try; the last node accepts.
    private const char Fork = '\uFFFF';
    private const char Accept = '\uFFFE';
    private const char Gap = '~';

    /// <summary>Most characters that a gap passes over: some five words, far less than a sentence.</summary>
    private const int LongestGap = 36;

    private readonly (char Char, int Next, int Other)[] _nodes;
    private readonly int _start;

    private PhrasePattern((char Char, int Next, int Other)[] nodes, int start)
    {
        _nodes = nodes;
        _start = start;
    }

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="FormatException">A bracket is not closed, or a slot is unknown, empty or contains itself.</exception>
    public static PhrasePattern Compile(string pattern, IReadOnlyDictionary<string, IReadOnlyList<string>> slots)
    {
        var nodes = new List<(char Char, int Next, int Other)> { (Accept, -1, -1) };
        int start = new Compiler(nodes, slots).Sequence(pattern, next: 0, depth: 0);
        return new PhrasePattern([.. nodes], start);
    }

    /// <summary>
    /// Where the longest match that starts at <paramref name="start"/> ends, every gap being as short as it can; -1 when there is none whose end is allowed.
    /// </summary>
    public int Match(ReadOnlySpan<char> text, int start, bool endsAtWordBoundary) => Match(text, start, _start, endsAtWordBoundary);

    /// <summary>Every run of three characters with which a match can begin.</summary>
    public IEnumerable<string> Beginnings()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Collect(_start, "", found);
        return found;
    }

    private int Match(ReadOnlySpan<char> text, int position, int node, bool endsAtWordBoundary)
    {
        while (true)
        {
            (char c, int next, int other) = _nodes[node];
            switch (c)
            {
                case Accept:
                    return endsAtWordBoundary && position < text.Length && char.IsLetterOrDigit(text[position]) ? -1 : position;
                case Fork:
                    int left = Match(text, position, next, endsAtWordBoundary);
                    int right = Match(text, position, other, endsAtWordBoundary);
                    return Math.Max(left, right);
                case Gap:
                    return MatchBehindGap(text, position, next, endsAtWordBoundary);
                default:
                    if (position >= text.Length || text[position] != c) return -1;
                    position++;
                    node = next;
                    break;
            }
        }
    }

    private int MatchBehindGap(ReadOnlySpan<char> text, int position, int node, bool endsAtWordBoundary)
    {
        for (int last = Math.Min(text.Length, position + LongestGap); position < last; position++)
        {
            int end = Match(text, position, node, endsAtWordBoundary);
            if (end >= 0) return end;
            if (text[position] is '.' or '。' or '!' or '?' or '؟' or ';' or '؛' or ':' or '"' or '।' or '۔') return -1;
        }

        return -1;
    }

    private void Collect(int node, string soFar, HashSet<string> found)
    {
        if (soFar.Length == 3)
        {
            found.Add(soFar);
            return;
        }

        (char c, int next, int other) = _nodes[node];
        if (c is Accept or Gap) throw new FormatException($"A phrase of fewer than three characters ('{soFar}') is no evidence.");
        if (c is not Fork)
        {
            Collect(next, soFar + c, found);
            return;
        }

        Collect(next, soFar, found);
        Collect(other, soFar, found);
    }

    /// <summary>Compiles from the end to the beginning, so that every node knows the one behind it.</summary>
    private sealed class Compiler(List<(char Char, int Next, int Other)> nodes, IReadOnlyDictionary<string, IReadOnlyList<string>> slots)
    {
        private const int DeepestSlot = 8;

        public int Sequence(ReadOnlySpan<char> pattern, int next, int depth)
        {
            if (depth > DeepestSlot) throw new FormatException($"Slots nest too deeply in '{pattern}'.");
            int end = pattern.Length;
            while (end > 0)
            {
                char last = pattern[end - 1];
                if (last is ')')
                {
                    int open = Opening(pattern, end - 1);
                    next = Alternatives(Split(pattern[(open + 1)..(end - 1)]), next, depth);
                    end = open;
                }
                else if (last is '}')
                {
                    int open = pattern[..end].LastIndexOf('{');
                    if (open < 0) throw new FormatException($"'}}' without '{{' in '{pattern}'.");
                    string name = pattern[(open + 1)..(end - 1)].ToString();
                    if (!slots.TryGetValue(name, out IReadOnlyList<string>? values)) throw new FormatException($"Unknown slot '{name}' in '{pattern}'.");
                    if (values.Count == 0) throw new FormatException($"Slot '{name}' in '{pattern}' is empty.");
                    next = Alternatives(values, next, depth + 1);
                    end = open;
                }
                else
                {
                    if (last is '(' or '{' or '|') throw new FormatException($"'{last}' is out of place in '{pattern}'.");
                    next = Add(last, next, -1);
                    end--;
                }
            }

            return next;
        }

        private int Alternatives(IReadOnlyList<string> values, int next, int depth)
        {
            int result = -1;
            foreach (string value in values)
            {
                int branch = Sequence(value, next, depth);
                result = result < 0 ? branch : Add(Fork, result, branch);
            }

            return result;
        }

        private int Add(char c, int next, int other)
        {
            nodes.Add((c, next, other));
            return nodes.Count - 1;
        }

        private static int Opening(ReadOnlySpan<char> pattern, int close)
        {
            int depth = 0;
            for (int i = close; i >= 0; i--)
            {
                if (pattern[i] is ')') depth++;
                else if (pattern[i] is '(' && --depth == 0) return i;
            }

            throw new FormatException($"')' without '(' in '{pattern}'.");
        }

        private static List<string> Split(ReadOnlySpan<char> inner)
        {
            var parts = new List<string>();
            int depth = 0;
            int from = 0;
            for (int i = 0; i < inner.Length; i++)
            {
                if (inner[i] is '(') depth++;
                else if (inner[i] is ')') depth--;
                else if (inner[i] is '|' && depth == 0)
                {
                    parts.Add(inner[from..i].ToString());
                    from = i + 1;
                }
            }

            parts.Add(inner[from..].ToString());
            return parts;
        }
    }
}
