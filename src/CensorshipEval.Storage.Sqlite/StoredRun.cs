namespace CensorshipEval.Storage.Sqlite;

/// <summary>A run as stored, with the row numbers of its targets and prompts. Never changes once it is stored, so it may be kept.</summary>
internal sealed class StoredRun
{
    private readonly Dictionary<string, (long Row, Target Target)> _targets;
    private readonly Dictionary<string, (long Row, Prompt Prompt)> _prompts;
    private readonly Dictionary<long, Target> _targetsByRow;
    private readonly Dictionary<long, Prompt> _promptsByRow;

    public StoredRun(long row, RunRecord record, IReadOnlyList<long> targetRows, IReadOnlyList<long> promptRows)
    {
        Row = row;
        Record = record;
        _targets = record.Targets.Zip(targetRows).ToDictionary(pair => pair.First.Id, pair => (pair.Second, pair.First), StringComparer.Ordinal);
        _prompts = record.Prompts.Zip(promptRows).ToDictionary(pair => pair.First.Id, pair => (pair.Second, pair.First), StringComparer.Ordinal);
        _targetsByRow = _targets.Values.ToDictionary(target => target.Row, target => target.Target);
        _promptsByRow = _prompts.Values.ToDictionary(prompt => prompt.Row, prompt => prompt.Prompt);
    }

    public long Row { get; }

    public RunRecord Record { get; }

    public string Id => Record.Id;

    public Target TargetOf(long row) => _targetsByRow[row];

    public Prompt PromptOf(long row) => _promptsByRow[row];

    /// <summary>Where a trial's rows are or would be; <see langword="null"/> when the run has no such target or prompt.</summary>
    public StoredTrialPlace? Find(TrialKey key) =>
        _targets.TryGetValue(key.TargetId, out var target) && _prompts.TryGetValue(key.PromptId, out var prompt)
            ? new StoredTrialPlace(this, target.Row, prompt.Row)
            : null;

    /// <summary>Where an exchange is to be stored, after making sure that what it says was asked is what the run says is asked.</summary>
    public StoredTrialPlace Place(Exchange exchange)
    {
        TrialKey key = exchange.Key;
        if (!_targets.TryGetValue(key.TargetId, out var target))
            throw new RunStoreException($"Run '{Id}' has no target '{key.TargetId}'. An exchange can only be stored of a target its run was created with.");
        if (!_prompts.TryGetValue(key.PromptId, out var prompt))
            throw new RunStoreException($"Run '{Id}' has no prompt '{key.PromptId}'. An exchange can only be stored of a prompt its run was created with.");
        if (!ReferenceEquals(target.Target, exchange.Target) && target.Target != exchange.Target)
            throw new RunStoreException($"The target of exchange {key} is not the target '{key.TargetId}' that run '{Id}' was created with.");
        if (!ReferenceEquals(prompt.Prompt, exchange.Prompt) && prompt.Prompt != exchange.Prompt)
            throw new RunStoreException($"The prompt of exchange {key} is not the prompt '{key.PromptId}' that run '{Id}' was created with.");
        return new StoredTrialPlace(this, target.Row, prompt.Row);
    }
}
