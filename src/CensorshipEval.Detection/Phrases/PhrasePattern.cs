namespace CensorshipEval.Detection;

/// <summary>
/// A pattern of literal text, alternatives <c>(a|b|)</c>, slots <c>{name}</c> and gaps <c>~</c> (a few words within the sentence),
/// compiled to a small program without loops: what a regular expression would do, but started only where <see cref="PhraseIndex"/> sees the beginning of a match.
/// </summary>
internal sealed class PhrasePattern
{
    // A node is a character and the node behind it, or a choice among branches; the last node accepts.
    private const char Choice = '\uFFFF';
    private const char Accept = '\uFFFE';
    private const char Gap = '~';

    /// <summary>Fewer characters before a gap or the end are no evidence.</summary>
    public const int Shortest = 3;

    /// <summary>Most characters that a gap passes over: some five words, far less than a sentence.</summary>
    private const int LongestGap = 36;

    private readonly (char Char, ushort Count, int Next)[] _nodes;

    // The branches of all choices, each with the character at its beginning; of one choice, those that accept or have a gap first.
    private readonly char[] _firsts;
    private readonly int[] _branches;

    private PhrasePattern(Compiler compiler, int start)
    {
        _nodes = [.. compiler.Nodes];
        _firsts = [.. compiler.Firsts];
        _branches = [.. compiler.Branches];
        Start = start;
    }

    /// <summary>The first node.</summary>
    public int Start { get; }

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="FormatException">
    /// A bracket is not closed, a slot is unknown, empty or contains itself, or fewer than <see cref="Shortest"/> characters may stand before a gap or the end.
    /// </exception>
    public static PhrasePattern Compile(string pattern, IReadOnlyDictionary<string, IReadOnlyList<string>> slots)
    {
        var compiler = new Compiler(slots);
        int start = compiler.Sequence(pattern, next: 0, depth: 0);
        if (compiler.Certain[start] < Shortest) throw new FormatException($"'{pattern}' may be fewer than {Shortest} characters, which are no evidence.");
        return new PhrasePattern(compiler, start);
    }

    /// <summary>
    /// Where the longest match that starts at <paramref name="start"/> ends, every gap being as short as it can; -1 when there is none whose end is allowed.
    /// </summary>
    public int Match(ReadOnlySpan<char> text, int start, bool endsAtWordBoundary) => Match(text, start, Start, endsAtWordBoundary);

    /// <summary>
    /// Fills in every character that a node takes, and the node behind it. A gap and the end take none: they are given themselves, with a character for which
    /// <see cref="TakesNone"/> holds.
    /// </summary>
    public void Steps(int node, List<(char Char, int Node)> steps)
    {
        steps.Clear();
        (char c, ushort count, int next) = _nodes[node];
        foreach (int branch in c is Choice ? _branches.AsSpan(next, count) : [node])
            steps.Add((_nodes[branch].Char, TakesNone(_nodes[branch].Char) ? branch : _nodes[branch].Next));
    }

    /// <summary>The only character that a node takes; U+0000 where there are several or none.</summary>
    public char OnlyStep(int node) => _nodes[node].Char is var c && (c is Choice || TakesNone(c)) ? '\0' : c;

    public static bool TakesNone(char c) => c is Accept or Gap;

    /// <summary>The same as for a whole match, of what is left of one from a node on.</summary>
    public int Match(ReadOnlySpan<char> text, int position, int node, bool endsAtWordBoundary)
    {
        while (true)
        {
            (char c, ushort count, int next) = _nodes[node];
            switch (c)
            {
                case Accept:
                    return endsAtWordBoundary && position < text.Length && char.IsLetterOrDigit(text[position]) ? -1 : position;
                case Choice:
                    return MatchChoice(text, position, next, count, endsAtWordBoundary);
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

    private int MatchChoice(ReadOnlySpan<char> text, int position, int first, int count, bool endsAtWordBoundary)
    {
        ReadOnlySpan<char> firsts = _firsts.AsSpan(first, count);
        ReadOnlySpan<int> branches = _branches.AsSpan(first, count);
        int longest = -1;
        int i = 0;
        for (; i < firsts.Length && TakesNone(firsts[i]); i++)
            longest = Math.Max(longest, Match(text, position, branches[i], endsAtWordBoundary));
        if (position >= text.Length) return longest;
        char c = text[position];
        int found = firsts[i..].IndexOf(c);
        if (found < 0) return longest;
        for (i += found; i < firsts.Length && firsts[i] == c; i++)
            longest = Math.Max(longest, Match(text, position, branches[i], endsAtWordBoundary));
        return longest;
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

    /// <summary>Compiles from the end to the beginning, so that every node knows the one behind it.</summary>
    private sealed class Compiler(IReadOnlyDictionary<string, IReadOnlyList<string>> slots)
    {
        private const int DeepestSlot = 8;

        public List<(char Char, ushort Count, int Next)> Nodes { get; } = [(Accept, 0, -1)];

        /// <summary>For every node, how many characters stand at least before a gap or the end, counted to <see cref="Shortest"/>.</summary>
        public List<int> Certain { get; } = [0];

        public List<char> Firsts { get; } = [];

        public List<int> Branches { get; } = [];

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
                    next = Add(last, 0, next, last is Gap ? 0 : Certain[next] + 1);
                    end--;
                }
            }

            return next;
        }

        private int Alternatives(IReadOnlyList<string> values, int next, int depth)
        {
            var branches = new List<int>();
            foreach (string value in values)
            {
                int branch = Sequence(value, next, depth);
                (char c, ushort count, int first) = Nodes[branch];
                // A choice that begins with another is one choice.
                if (c is Choice) branches.AddRange(Branches.GetRange(first, count));
                else branches.Add(branch);
            }

            if (branches.Count == 1) return branches[0];
            branches.Sort((a, b) => Order(Nodes[a].Char).CompareTo(Order(Nodes[b].Char)));
            int start = Branches.Count;
            Branches.AddRange(branches);
            Firsts.AddRange(branches.Select(branch => Nodes[branch].Char));
            return Add(Choice, checked((ushort)branches.Count), start, branches.Min(branch => Certain[branch]));
        }

        private static int Order(char c) => TakesNone(c) ? -1 : c;

        private int Add(char c, ushort count, int next, int certain)
        {
            Nodes.Add((c, count, next));
            Certain.Add(Math.Min(certain, Shortest));
            return Nodes.Count - 1;
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
