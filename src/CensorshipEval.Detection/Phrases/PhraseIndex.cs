using System.Runtime.InteropServices;

namespace CensorshipEval.Detection;

/// <summary>
/// Tells from the characters at a place which patterns may match there, and how far each has come. It is a tree: the first three characters lead to a state, each
/// further one to another.
/// </summary>
/// <remarks>
/// Three characters alone do not tell the patterns of 23 languages apart ("je " begins 87 of them), and whatever is not told apart must be tried. A tree of all
/// beginnings to some depth is too big, since a pattern multiplies its alternatives: there are 200,000 beginnings of six characters. So a state goes on only where
/// many patterns are left.
/// </remarks>
internal sealed class PhraseIndex
{
    /// <summary>So few candidates are tried as fast as they are told apart.</summary>
    private const int Few = 2;

    /// <summary>Characters read at most.</summary>
    private const int Deepest = 7;

    private readonly (int First, int Count, bool GoesOn)[] _states;
    private readonly PhraseCandidate[] _candidates;
    private readonly StateTable _next;

    /// <summary>Builds the index.</summary>
    /// <exception cref="FormatException">A pattern may match fewer than three characters.</exception>
    public PhraseIndex(IReadOnlyList<Phrase> phrases)
    {
        var builder = new Builder();
        builder.AddAll(phrases);
        _states = [.. builder.States];
        _candidates = [.. builder.Candidates];
        _next = new StateTable(builder.Next);
    }

    /// <summary>What may match at <paramref name="start"/>, behind which three characters stand at least, in the order of the phrases.</summary>
    public ReadOnlySpan<PhraseCandidate> At(ReadOnlySpan<char> text, int start)
    {
        int state = _next.Find(Beginning(text[start], text[start + 1], text[start + 2]));
        if (state < 0) return [];
        for (int next = start + 3; _states[state].GoesOn && next < text.Length; next++)
        {
            int further = _next.Find(Step(state, text[next]));
            if (further < 0) break;
            state = further;
        }

        return _candidates.AsSpan(_states[state].First, _states[state].Count);
    }

    private static ulong Beginning(char first, char second, char third) => ((ulong)first << 32) | ((ulong)second << 16) | third;

    private static ulong Step(int state, char c) => (1UL << 63) | ((ulong)state << 16) | c;

    private sealed class Builder
    {
        public List<(int First, int Count, bool GoesOn)> States { get; } = [];

        public List<PhraseCandidate> Candidates { get; } = [];

        public Dictionary<ulong, int> Next { get; } = [];

        public void AddAll(IReadOnlyList<Phrase> phrases)
        {
            var byBeginning = new Dictionary<string, List<PhraseCandidate>>(StringComparer.Ordinal);
            foreach (Phrase phrase in phrases)
            {
                foreach (string beginning in phrase.Pattern.Beginnings())
                {
                    List<PhraseCandidate> candidates = [new(phrase, phrase.Pattern.Start, 0)];
                    foreach (char c in beginning) candidates = Behind(candidates)[c];
                    Of(byBeginning, beginning).AddRange(candidates);
                }
            }

            foreach ((string beginning, List<PhraseCandidate> candidates) in byBeginning)
                Next.Add(Beginning(beginning[0], beginning[1], beginning[2]), Add(candidates, beginning.Length));
        }

        /// <summary>Adds a state and all that it leads to.</summary>
        private int Add(List<PhraseCandidate> candidates, int depth)
        {
            int state = States.Count;
            States.Add(default);
            bool goesOn = candidates.Count > Few && depth < Deepest;
            if (goesOn)
            {
                // Those at a gap or at their end stay where they are and remain candidates whatever comes.
                List<PhraseCandidate> waiting = [];
                foreach ((char c, List<PhraseCandidate> behind) in Behind(candidates, waiting))
                {
                    behind.AddRange(waiting);
                    Next.Add(Step(state, c), Add(behind, depth + 1));
                }

                candidates = waiting;
            }

            States[state] = (Candidates.Count, candidates.Count, goesOn);
            Candidates.AddRange(candidates.OrderBy(static candidate => candidate.Phrase.Order));
            return state;
        }

        private static Dictionary<char, List<PhraseCandidate>> Behind(List<PhraseCandidate> candidates, List<PhraseCandidate>? waiting = null)
        {
            var behind = new Dictionary<char, List<PhraseCandidate>>();
            foreach (PhraseCandidate candidate in candidates)
            {
                foreach ((char c, int node) in candidate.Phrase.Pattern.Steps(candidate.Node))
                {
                    if (PhrasePattern.TakesNone(c)) waiting?.Add(candidate with { Node = node });
                    else Of(behind, c).Add(candidate with { Node = node, Depth = candidate.Depth + 1 });
                }
            }

            return behind;
        }

        private static List<PhraseCandidate> Of<TKey>(Dictionary<TKey, List<PhraseCandidate>> lists, TKey key) where TKey : notnull
        {
            ref List<PhraseCandidate>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
            return list ??= [];
        }
    }
}
