using System.Runtime.InteropServices;

namespace CensorshipEval.Detection;

/// <summary>
/// Tells from the characters at a place which phrases may stand there, and how far each has come. It is a tree: the first three characters lead to a state, each
/// further one to another.
/// </summary>
/// <remarks>
/// Three characters alone do not tell the patterns of 23 languages apart ("je " begins 87 of them), and whatever is not told apart must be tried. A tree of all
/// beginnings to some depth is too big, since a pattern multiplies its alternatives: there are 200,000 beginnings of six characters. So a state goes on only where
/// many phrases are left.
/// </remarks>
internal sealed class PhraseIndex
{
    private readonly (int First, ushort Count, bool GoesOn)[] _states;
    private readonly PhraseCandidate[] _candidates;
    private readonly StateTable _next;

    public PhraseIndex(IEnumerable<Phrase> phrases)
    {
        var builder = new Builder();
        builder.AddBeginnings([.. phrases.Select(static phrase => Candidate(phrase, phrase.Pattern.Start, 0))], 0, 0);
        _states = [.. builder.States];
        _candidates = [.. builder.Candidates];
        _next = new StateTable(builder.Next);
    }

    /// <summary>What may stand at <paramref name="start"/>, where there are three characters at least, in the order of the phrases.</summary>
    public ReadOnlySpan<PhraseCandidate> At(ReadOnlySpan<char> text, int start)
    {
        ulong key = Longer(Longer(text[start], text[start + 1]), text[start + 2]);
        if (!_next.MayHave(key)) return [];
        int state = _next.Find(key);
        if (state < 0) return [];
        for (int next = start + PhrasePattern.Shortest; _states[state].GoesOn && next < text.Length; next++)
        {
            int further = _next.Find(Step(state, text[next]));
            if (further < 0) break;
            state = further;
        }

        return _candidates.AsSpan(_states[state].First, _states[state].Count);
    }

    // Three characters are more than 32 bits, a state and a character are not, so the two sorts of keys are never the same.
    private static ulong Longer(ulong beginning, char c) => (beginning << 16) | c;

    private static ulong Step(int state, char c) => ((ulong)state << 16) | c;

    private static PhraseCandidate Candidate(Phrase phrase, int node, int depth) => new(phrase, node, (byte)depth, phrase.Pattern.OnlyStep(node));

    private sealed class Builder
    {
        private readonly List<(char Char, int Node)> _steps = [];

        public List<(int First, ushort Count, bool GoesOn)> States { get; } = [];

        public List<PhraseCandidate> Candidates { get; } = [];

        public Dictionary<ulong, int> Next { get; } = [];

        public void AddBeginnings(List<PhraseCandidate> candidates, ulong beginning, int depth)
        {
            if (depth == PhrasePattern.Shortest)
            {
                Next.Add(beginning, Add(candidates, depth));
                return;
            }

            foreach ((char c, List<PhraseCandidate> behind) in Behind(candidates, [])) AddBeginnings(behind, Longer(beginning, c), depth + 1);
        }

        /// <summary>Adds a state and all that it leads to.</summary>
        private int Add(List<PhraseCandidate> candidates, int depth)
        {
            int state = States.Count;
            States.Add(default);
            // So few phrases are tried as fast as they are told apart; the deeper, the more states that takes.
            int few = 1 << (depth / 2);
            bool goesOn = candidates.DistinctBy(static candidate => candidate.Phrase.Order).Skip(few).Any();
            if (goesOn)
            {
                var waiting = new List<PhraseCandidate>();
                foreach ((char c, List<PhraseCandidate> behind) in Behind(candidates, waiting))
                {
                    behind.AddRange(waiting);
                    Next.Add(Step(state, c), Add(behind, depth + 1));
                }

                candidates = waiting;
            }

            candidates.Sort(static (one, other) => one.Phrase.Order.CompareTo(other.Phrase.Order));
            States[state] = (Candidates.Count, checked((ushort)candidates.Count), goesOn);
            Candidates.AddRange(candidates);
            return state;
        }

        /// <summary>
        /// What is left behind each character. Phrases that are at a gap or at their end take none: they go to <paramref name="waiting"/> and remain candidates
        /// whatever comes.
        /// </summary>
        private Dictionary<char, List<PhraseCandidate>> Behind(List<PhraseCandidate> candidates, List<PhraseCandidate> waiting)
        {
            var behind = new Dictionary<char, List<PhraseCandidate>>();
            foreach ((Phrase phrase, int node, byte depth, _) in candidates)
            {
                phrase.Pattern.Steps(node, _steps);
                foreach ((char c, int next) in _steps)
                {
                    if (PhrasePattern.TakesNone(c))
                    {
                        waiting.Add(Candidate(phrase, next, depth));
                        continue;
                    }

                    ref List<PhraseCandidate>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(behind, c, out _);
                    (list ??= []).Add(Candidate(phrase, next, depth + 1));
                }
            }

            return behind;
        }
    }
}
