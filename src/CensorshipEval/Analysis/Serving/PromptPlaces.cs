namespace CensorshipEval.Analysis;

/// <summary>Numbers the prompts of a run, so that sets of them take little room. Grows with prompts, not with trials.</summary>
internal sealed class PromptPlaces
{
    private readonly Dictionary<string, int> _prompts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _clusters = new(StringComparer.Ordinal);
    private readonly List<Place> _places = [];

    public Place this[int number] => _places[number];

    public int NumberOf(Prompt prompt)
    {
        if (_prompts.TryGetValue(prompt.Id, out int number)) return number;
        if (!_clusters.TryGetValue(prompt.Cluster, out int cluster)) _clusters[prompt.Cluster] = cluster = _clusters.Count;
        _places.Add(new Place(cluster, prompt.Language, prompt.Role));
        return _prompts[prompt.Id] = _places.Count - 1;
    }

    public readonly record struct Place(int Cluster, LanguageTag Language, PromptRole? Role);
}
