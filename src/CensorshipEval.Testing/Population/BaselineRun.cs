using CensorshipEval.Running;

namespace CensorshipEval.Testing;

/// <summary>
/// An earlier run to compare with, such as last week's: what each prompt's answers were. A prompt is told by its text, language, role and form, wherever it stands in a list.
/// <see cref="BehaviorMeasure.MeasureAsync"/> makes one that asks everything.
/// </summary>
public sealed class BaselineRun
{
    private readonly Dictionary<PromptWords, List<Trial>> _answers = [];

    private BaselineRun(IEnumerable<Trial> trials, string? targetId)
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        var detectors = new HashSet<ComponentId>();
        foreach (Trial trial in trials.Where(trial => targetId is null || trial.Exchange.Target.Id == targetId).OrderBy(static trial => trial.Key.Sample))
        {
            targets.Add(trial.Exchange.Target.Id);
            if (!trial.Verdict.IsMissing) detectors.Add(trial.Verdict.Detector);
            var words = PromptWords.Of(trial.Exchange.Prompt);
            if (!_answers.TryGetValue(words, out List<Trial>? answers)) _answers[words] = answers = [];
            answers.Add(trial);
        }

        string? wrong = detectors.Count == 0 ? $"no judged answer{(targetId is null ? "" : $" of {VisibleText.Of(targetId)}")}"
            : targets.Count > 1 ? $"answers of {targets.Count} targets"
            : detectors.Count > 1 ? $"verdicts of {detectors.Count} detectors" : null;
        if (wrong is not null) throw new InputException(new InputError("the earlier run", null, null, wrong, "judged answers of one target by one detector"));
        Detector = detectors.Single();
    }

    /// <summary>Who judged it. The same detector must judge what is compared with it.</summary>
    public ComponentId Detector { get; }

    /// <summary>The run as trials at hand, such as those of a <see cref="BehaviorMeasurement"/>.</summary>
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

    /// <summary>Whether it asked the prompt in these words, and could judge an answer.</summary>
    internal bool Knows(Prompt prompt) => AnswersTo(prompt).Any(static answer => !answer.Verdict.IsMissing);

    /// <summary>All answers to the prompt, in the order of their samples, those included that could not be judged.</summary>
    internal IReadOnlyList<Trial> AnswersTo(Prompt prompt) => _answers.TryGetValue(PromptWords.Of(prompt), out List<Trial>? answers) ? answers : [];
}
