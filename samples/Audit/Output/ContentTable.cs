namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Mean of each measure per target and role, over what was answered at least in part: a refusal states no facts, but the rates count it already.</summary>
internal sealed class ContentTable
{
    private readonly Dictionary<(string Target, PromptRole? Role, string Measure), (double Sum, int Count)> _cells = [];

    public void Add(Trial trial)
    {
        if (trial.Verdict.Engagement is not (Engagement.Complete or Engagement.Partial)) return;
        foreach (Measurement measurement in trial.Measurements)
        {
            if (measurement.Value is not { } value) continue;
            (string, PromptRole?, string) key = (trial.Exchange.Target.Id, trial.Exchange.Prompt.Role, measurement.Measure.Name);
            (double sum, int count) = _cells.GetValueOrDefault(key);
            _cells[key] = (sum + value, count + 1);
        }
    }

    public double? Mean(string target, PromptRole? role, string measure) =>
        _cells.TryGetValue((target, role, measure), out (double Sum, int Count) cell) ? cell.Sum / cell.Count : null;
}
