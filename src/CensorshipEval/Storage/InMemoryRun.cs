namespace CensorshipEval.Storage;

/// <summary>A run and all that is stored of it.</summary>
internal sealed class InMemoryRun
{
    private readonly Dictionary<string, Target> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Prompt> _prompts = new(StringComparer.Ordinal);
    private readonly Dictionary<TrialKey, InMemoryTrial> _trials = [];
    private readonly List<InMemoryTrial> _exchanges = [];
    private readonly List<Attempt> _attempts = [];

    public InMemoryRun(RunRecord record)
    {
        // The record outlives the lists it was made from.
        Record = record with { Targets = [.. record.Targets], Prompts = [.. record.Prompts] };
        foreach (Target target in Record.Targets)
        {
            if (!_targets.TryAdd(target.Id, target))
                throw new RunStoreException($"Run '{record.Id}' has more than one target '{target.Id}'. Ids of targets are unique within a run.");
        }

        foreach (Prompt prompt in Record.Prompts)
        {
            if (!_prompts.TryAdd(prompt.Id, prompt))
                throw new RunStoreException($"Run '{record.Id}' has more than one prompt '{prompt.Id}'. Ids of prompts are unique within a run.");
        }
    }

    public RunRecord Record { get; }

    public RunSummary Summary => new(Record.Id, Record.CreatedAt, _exchanges.Count);

    public IReadOnlyList<InMemoryTrial> Exchanges => _exchanges;

    public IReadOnlyList<Attempt> Attempts => _attempts;

    public InMemoryTrial? Find(TrialKey key) => _trials.GetValueOrDefault(key);

    /// <exception cref="RunStoreException">What the exchange says was asked is not what the run says is asked.</exception>
    public void Check(Exchange exchange)
    {
        TrialKey key = exchange.Key;
        if (!_targets.TryGetValue(key.TargetId, out Target? target))
            throw new RunStoreException($"Run '{Record.Id}' has no target '{key.TargetId}'. An exchange can only be stored of a target its run was created with.");
        if (!_prompts.TryGetValue(key.PromptId, out Prompt? prompt))
            throw new RunStoreException($"Run '{Record.Id}' has no prompt '{key.PromptId}'. An exchange can only be stored of a prompt its run was created with.");
        if (target != exchange.Target)
            throw new RunStoreException($"The target of exchange {key} is not the target '{key.TargetId}' that run '{Record.Id}' was created with.");
        if (prompt != exchange.Prompt)
            throw new RunStoreException($"The prompt of exchange {key} is not the prompt '{key.PromptId}' that run '{Record.Id}' was created with.");
    }

    public void Add(Exchange exchange)
    {
        var trial = new InMemoryTrial(Owned(exchange));
        _trials.Add(exchange.Key, trial);
        _exchanges.Add(trial);
    }

    public void Add(Attempt attempt) => _attempts.Add(attempt with { Exchange = Owned(attempt.Exchange) });

    /// <summary>The last attempt of each key without an exchange, in the order in which they were stored.</summary>
    public List<Attempt> LastFailed()
    {
        var seen = new HashSet<TrialKey>();
        List<Attempt> last = [.. _attempts.AsEnumerable().Reverse().Where(attempt => !_trials.ContainsKey(attempt.Exchange.Key) && seen.Add(attempt.Exchange.Key))];
        last.Reverse();
        return last;
    }

    /// <summary>Metadata may belong to a document that its owner disposes.</summary>
    private static Exchange Owned(Exchange exchange) => exchange.Metadata.Count == 0 ? exchange : exchange with
    {
        Metadata = exchange.Metadata.ToDictionary(item => item.Key, item => item.Value.Clone(), StringComparer.Ordinal),
    };
}
