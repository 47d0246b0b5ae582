using CensorshipEval.Running;

namespace CensorshipEval.Analysis;

/// <summary>
/// Looks, per target, for signs that something other than the model that was asked made or withheld the answers: another model's name, several
/// providers, empty answers under load, one text for different questions, sentinels that drift. Reads trials one by one and in any order; memory grows
/// with prompts and targets, not with trials. What is found, how, and what cannot be seen stands in <c>docs/serving.md</c>.
/// </summary>
/// <remarks>
/// Several things are tested on each target; p-values are adjusted by Holm's method within a target, and a finding is made at 0.01 or less. So a target at
/// which nothing happens has a finding of this sort in at most 1 run of 100.
/// </remarks>
public sealed class ServingTable
{
    /// <summary>Level of the adjusted p-values.</summary>
    internal const double Level = 0.01;

    private readonly EvaluationPlan _plan;
    private readonly PromptPlaces _places = new();
    private readonly Dictionary<string, TargetServing> _targets = new(StringComparer.Ordinal);

    /// <summary>Creates an empty table.</summary>
    /// <param name="plan">The plan of the run: it tells sentinels, and what was asked again, by their sample numbers.</param>
    public ServingTable(EvaluationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
    }

    /// <summary>Counts a trial. Each trial of the run counts once.</summary>
    public void Add(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        TargetOf(trial.Exchange.Target).Add(trial);
    }

    /// <summary>One summary per target, in the order of their ids. Runs the tests: ask once, when all trials are counted.</summary>
    public IReadOnlyList<ServingSummary> Rows() =>
        [.. _targets.OrderBy(static row => row.Key, StringComparer.Ordinal).Select(static row => row.Value.Summarise())];

    /// <summary>How many different texts are followed for a target.</summary>
    internal int TextsFollowed(string targetId) => _targets[targetId].Texts.Followed;

    private TargetServing TargetOf(Target target) =>
        _targets.TryGetValue(target.Id, out TargetServing? serving) ? serving : _targets[target.Id] = new TargetServing(target, _plan, _places);
}
