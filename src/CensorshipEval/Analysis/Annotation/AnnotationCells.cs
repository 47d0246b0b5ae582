namespace CensorshipEval.Analysis;

/// <summary>Sums per target and language, with and without roles.</summary>
internal sealed class AnnotationCells
{
    private readonly Dictionary<(string Target, LanguageTag Language, PromptRole? Role), PredictionPoweredTally> _byRole = [];
    private readonly Dictionary<(string Target, LanguageTag Language), PredictionPoweredTally> _all = [];

    public void Add(Trial trial, LabelledTrial? labelled)
    {
        Prompt prompt = trial.Exchange.Prompt;
        string target = trial.Exchange.Target.Id;
        if (!_byRole.TryGetValue((target, prompt.Language, prompt.Role), out PredictionPoweredTally? ofRole)) _byRole[(target, prompt.Language, prompt.Role)] = ofRole = new PredictionPoweredTally();
        if (!_all.TryGetValue((target, prompt.Language), out PredictionPoweredTally? all)) _all[(target, prompt.Language)] = all = new PredictionPoweredTally();
        var predicted = new PredictedTrial(prompt.Cluster, trial.Verdict.IsHardRefusal, labelled?.Refusal, labelled?.InclusionProbability);
        ofRole.Add(predicted);
        all.Add(predicted);
    }

    public IReadOnlyList<AnnotatedRate> ByRole(double confidence) =>
    [
        .. _byRole.OrderBy(static cell => cell.Key.Target, StringComparer.Ordinal).ThenBy(static cell => cell.Key.Language).ThenBy(static cell => cell.Key.Role)
            .Select(cell => new AnnotatedRate(cell.Key.Target, cell.Key.Language, cell.Key.Role, cell.Value.Summarise(confidence))),
    ];

    public IReadOnlyList<AnnotatedRate> OfAllRoles(double confidence) =>
    [
        .. _all.OrderBy(static cell => cell.Key.Target, StringComparer.Ordinal).ThenBy(static cell => cell.Key.Language)
            .Select(cell => new AnnotatedRate(cell.Key.Target, cell.Key.Language, null, cell.Value.Summarise(confidence))),
    ];
}
