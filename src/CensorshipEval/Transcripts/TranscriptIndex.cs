namespace CensorshipEval.Transcripts;

/// <summary>Where each recorded answer stands in its file. Grows while the file is read once; the answers themselves stay on disk.</summary>
internal sealed class TranscriptIndex
{
    private readonly Dictionary<string, Target> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<(string PromptId, LanguageTag Language, string Text), Prompt> _prompts = [];
    private readonly Dictionary<string, int> _wordings = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Target, string Prompt), List<(long Offset, int Length)>> _samples = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public IReadOnlyList<Target> Targets => [.. _targets.Values];

    public IReadOnlyList<Prompt> Prompts => [.. _prompts.Values];

    public int MostSamples => _samples.Count == 0 ? 0 : _samples.Values.Max(static places => places.Count);

    public long Count => _lines.Count;

    /// <summary>The line on which an id stood already; <see langword="null"/> when it is new.</summary>
    public int? Claim(string id, int line)
    {
        if (_lines.TryGetValue(id, out int earlier)) return earlier;
        _lines.Add(id, line);
        return null;
    }

    public void Add(TranscriptRow row, long offset, int length)
    {
        if (!_targets.TryGetValue(row.Model, out Target? target))
            _targets.Add(row.Model, target = new Target { Id = row.Model, Model = row.Model });

        (string, string Id) cell = (target.Id, PromptOf(row).Id);
        if (!_samples.TryGetValue(cell, out List<(long, int)>? places)) _samples.Add(cell, places = []);
        places.Add((offset, length));
    }

    public int CountOf(string targetId, string promptId) =>
        _samples.TryGetValue((targetId, promptId), out List<(long Offset, int Length)>? places) ? places.Count : 0;

    public (long Offset, int Length)? Find(TrialKey key) =>
        _samples.TryGetValue((key.TargetId, key.PromptId), out List<(long Offset, int Length)>? places) && key.Sample < places.Count
            ? places[key.Sample]
            : null;

    private Prompt PromptOf(TranscriptRow row)
    {
        (string, LanguageTag, string) identity = (row.PromptId, row.Language, row.Prompt);
        if (_prompts.TryGetValue(identity, out Prompt? prompt)) return prompt;

        // One id in one language with two wordings is two prompts of one family.
        string id = $"{row.PromptId}.{row.Language}";
        int wording = _wordings[id] = _wordings.GetValueOrDefault(id) + 1;
        prompt = new Prompt
        {
            Id = wording == 1 ? id : $"{id}.{wording}",
            Text = row.Prompt,
            Language = row.Language,
            FamilyId = row.Family ?? row.PromptId,
            Topic = row.Topic,
            Role = row.Role,
            Jurisdiction = row.Jurisdiction,
        };
        _prompts.Add(identity, prompt);
        return prompt;
    }
}
