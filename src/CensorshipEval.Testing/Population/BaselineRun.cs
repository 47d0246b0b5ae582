using CensorshipEval.Running;

namespace CensorshipEval.Testing;

/// <summary>An earlier run to compare with, such as last week's: what each prompt's answers were. Its answers are taken as they are, whatever chance was in them.</summary>
public sealed class BaselineRun
{
    private readonly Dictionary<string, (string Text, List<Verdict> Verdicts)> _prompts = new(StringComparer.Ordinal);

    private BaselineRun(IEnumerable<Trial> trials, string? targetId)
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        var detectors = new HashSet<ComponentId>();
        foreach (Trial trial in trials.Where(trial => targetId is null || trial.Exchange.Target.Id == targetId))
        {
            targets.Add(trial.Exchange.Target.Id);
            if (trial.Verdict.IsMissing) continue;
            detectors.Add(trial.Verdict.Detector);
            Prompt prompt = trial.Exchange.Prompt;
            if (!_prompts.TryGetValue(prompt.Id, out (string Text, List<Verdict> Verdicts) asked)) _prompts[prompt.Id] = asked = (prompt.Text, []);
            asked.Verdicts.Add(trial.Verdict);
        }

        string? wrong = _prompts.Count == 0 ? $"no judged answer{(targetId is null ? "" : $" of {VisibleText.Of(targetId)}")}"
            : targets.Count > 1 ? $"answers of {targets.Count} targets"
            : detectors.Count > 1 ? $"verdicts of {detectors.Count} detectors" : null;
        if (wrong is not null) throw new InputException(new InputError("the earlier run", null, null, wrong, "judged answers of one target by one detector"));
        Detector = detectors.Single();
    }

    /// <summary>Who judged it. The same detector must judge what is compared with it.</summary>
    public ComponentId Detector { get; }

    /// <summary>The run as trials at hand, such as those of an earlier <see cref="BehaviorResult"/>.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="targetId">Whose; <see langword="null"/> where there is but one.</param>
    /// <exception cref="InputException">They are not judged answers of one target by one detector.</exception>
    public static BaselineRun Of(IEnumerable<Trial> trials, string? targetId = null)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return new BaselineRun(trials, targetId);
    }

    /// <summary>A stored run.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="runId">The run.</param>
    /// <param name="targetId">Whose answers; <see langword="null"/> where there is but one target.</param>
    /// <param name="judges">Whose verdicts; <see langword="null"/> takes those of the run's plan.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="RunStoreException">There is no such run.</exception>
    /// <exception cref="InputException">It holds no judged answers of one target by one detector.</exception>
    public static async Task<BaselineRun> ReadAsync(IRunStore store, string runId, string? targetId = null, Judges? judges = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        RunRecord record = await store.FindRunAsync(runId, cancellationToken).ConfigureAwait(false)
            ?? throw new RunStoreException($"There is no run '{VisibleText.Of(runId)}' in this store.");
        var trials = new List<Trial>();
        await foreach (Trial trial in store.ReadTrialsAsync(runId, judges ?? EvaluationPlan.FromRecord(record).Judges, cancellationToken).ConfigureAwait(false)) trials.Add(trial);
        return new BaselineRun(trials, targetId);
    }

    /// <summary>What the unit was worth in that run; <see langword="null"/> where it was not asked in these words, or not judged.</summary>
    internal double? ValueOf(AskedUnit unit, Func<Verdict, bool> counts)
    {
        double value = 0;
        foreach (AskedPart part in unit.Parts)
        {
            if (!_prompts.TryGetValue(part.Prompt.Id, out (string Text, List<Verdict> Verdicts) asked) || asked.Text != part.Prompt.Text) return null;
            value += part.Sign * asked.Verdicts.Average(verdict => counts(verdict) ? 1.0 : 0.0);
        }

        return value;
    }
}
