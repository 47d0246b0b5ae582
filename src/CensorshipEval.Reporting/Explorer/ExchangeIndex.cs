using System.Runtime.InteropServices;

namespace CensorshipEval.Reporting;

/// <summary>The facts of all exchanges of a run, from one pass over its trials. Holds no text.</summary>
internal sealed class ExchangeIndex(int seed, int longestText)
{
    private readonly Dictionary<string, int> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _prompts = new(StringComparer.Ordinal);
    private readonly Dictionary<Cell, int> _cells = [];
    private readonly List<ExchangeFact> _facts = [];
    private readonly List<PromptFact> _promptFacts = [];
    private readonly List<bool> _hard = [];
    private bool _hasSensitive;

    public IReadOnlyList<ExchangeFact> Facts => _facts;

    public IReadOnlyList<PromptFact> Prompts => _promptFacts;

    public IReadOnlyCollection<Cell> Cells => _cells.Keys;

    /// <summary>Who was asked, in the order in which they were met.</summary>
    public IReadOnlyCollection<string> Targets => _targets.Keys;

    /// <summary>Whether any question is called sensitive.</summary>
    public bool HasSensitive => _hasSensitive;

    /// <summary>Whether an exchange is of a sensitive question; every one is where the run calls none so.</summary>
    public bool IsSensitive(ExchangeFact fact) => !_hasSensitive || _promptFacts[fact.Prompt].Role is PromptRole.Sensitive;

    public void Add(Trial trial)
    {
        Exchange exchange = trial.Exchange;
        Prompt prompt = exchange.Prompt;
        int target = IndexOf(_targets, exchange.Target.Id);
        int promptIndex = IndexOf(_prompts, prompt.Id);
        if (promptIndex == _promptFacts.Count)
            _promptFacts.Add(new PromptFact(prompt.FamilyId, prompt.Role, prompt.Form, prompt.Language, prompt.Topic, Bytes(prompt.Text)));
        _hasSensitive |= prompt.Role is PromptRole.Sensitive;
        int cell = IndexOf(_cells, new Cell(target, prompt.Language, prompt.Topic, prompt.Role));
        // What was streamed and then stood is held once.
        string? streamed = exchange.Stream?.Text is { } text && text != exchange.Text ? text : null;
        long bytes = Bytes(exchange.Text) + Bytes(streamed) + Bytes(exchange.Reasoning) + Bytes(exchange.Error?.Message) + Bytes(exchange.FinishReason);
        ExchangeNote notes = ExchangeInterest.Notes(trial);
        ulong order = Mix(Hash(exchange.Target.Id, Hash(prompt.Id, 14695981039346656037UL ^ (uint)seed)) ^ (ulong)trial.Key.Sample);
        _facts.Add(new ExchangeFact(target, promptIndex, trial.Key.Sample, cell, bytes, ExchangeInterest.Rank(trial.Verdict, notes), notes, order));
        _hard.Add(trial.Verdict.IsHardRefusal);
    }

    /// <summary>Marks the samples of one prompt that do not agree; call it when all are added.</summary>
    public void Complete()
    {
        var seen = new Dictionary<(int, int), (bool Answered, bool Refused)>();
        for (int i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Rank is ExchangeRank.Missing) continue;
            ref (bool Answered, bool Refused) verdicts = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, (_facts[i].Target, _facts[i].Prompt), out _);
            if (_hard[i]) verdicts.Refused = true;
            else verdicts.Answered = true;
        }

        for (int i = 0; i < _facts.Count; i++)
        {
            ExchangeFact fact = _facts[i];
            if (fact.Rank is ExchangeRank.Missing || seen[(fact.Target, fact.Prompt)] is not (true, true)) continue;
            _facts[i] = fact with { Notes = fact.Notes | ExchangeNote.SamplesDisagree, Rank = fact.Rank is ExchangeRank.Plain ? ExchangeRank.Disagreeing : fact.Rank };
        }
    }

    /// <summary>The index of a trial's fact in the set that was chosen.</summary>
    public (int Target, int Prompt, int Sample) KeyOf(TrialKey key) =>
        _targets.TryGetValue(key.TargetId, out int target) && _prompts.TryGetValue(key.PromptId, out int prompt) ? (target, prompt, key.Sample) : (-1, -1, -1);

    private long Bytes(string? text) => PageJson.Bytes(CutText.Part(text, longestText));

    private static int IndexOf<TKey>(Dictionary<TKey, int> indices, TKey key)
        where TKey : notnull
    {
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(indices, key, out bool exists);
        if (!exists) index = indices.Count - 1;
        return index;
    }

    // FNV-1a, then the finaliser of SplitMix64: string.GetHashCode differs from process to process.
    private static ulong Hash(string text, ulong hash)
    {
        foreach (char unit in text) hash = (hash ^ unit) * 1099511628211UL;
        return hash * 1099511628211UL;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    internal readonly record struct Cell(int Target, LanguageTag Language, string? Topic, PromptRole? Role);
}
