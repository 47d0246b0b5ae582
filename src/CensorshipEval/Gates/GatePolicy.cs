using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Gates;

/// <summary>
/// Limits that a run must keep, from a file or from code. Three things can come of each: it passes, it fails, or the data do not decide. The interval decides,
/// so that a limit is neither passed nor failed by luck.
/// </summary>
public sealed record GatePolicy
{
    /// <summary>
    /// Confidence of the two-sided intervals that decide, from 0.5 to below 1. Default 0.95: of runs whose true value lies just beyond a limit, some 2.5 % pass.
    /// </summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Fewer families (or prompts without one) are inconclusive. At least 1. Default 20.</summary>
    public int MinimumFamilies { get; init; } = 20;

    /// <summary>
    /// Trials of which nothing could be judged, as a share from 0 to 1 of either side of what is compared: more of them never pass. Default 0.1. Fewer are
    /// inconclusive where they could carry a rate across a limit, if all of them counted one way.
    /// </summary>
    public double MaximumMissing { get; init; } = 0.1;

    /// <summary>What inconclusive means. Default <see cref="GateVerdict.Fail"/>. What is broken (nothing observed, too much missing, an incomplete run) fails in any case.</summary>
    public GateVerdict Inconclusive { get; init; } = GateVerdict.Fail;

    /// <summary>What is compared with the limits. Default <see cref="DecisionBasis.Interval"/>.</summary>
    public DecisionBasis DecideOn { get; init; }

    /// <summary>The run with which changes are measured, for whoever reads the policy to find it; <see langword="null"/> for none. <see cref="Evaluate"/> takes its analysis.</summary>
    public GateBaseline? Baseline { get; init; }

    /// <summary>The gates, at least one.</summary>
    public required IReadOnlyList<Gate> Gates { get; init; }

    /// <summary>Whether a gate compares with a baseline run.</summary>
    public bool NeedsBaseline => Gates?.Any(static gate => gate?.NeedsBaseline == true) == true;

    /// <summary>Reads a policy file: JSON as <c>gates.schema.json</c> of this package describes it.</summary>
    /// <exception cref="InputException">The file cannot be used; all errors are told at once, each with its line and field.</exception>
    public static Task<GatePolicy> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return GatePolicyFile.LoadAsync(path, cancellationToken);
    }

    /// <summary>The policy as the text of a policy file. The store of a baseline that was read from a file is told by its full path.</summary>
    /// <exception cref="InputException">The policy cannot be used; all errors are told at once.</exception>
    public string ToJson()
    {
        GatePolicyValidator.Check(this);
        return GatePolicyWriter.Write(this);
    }

    /// <summary>Says before anything is asked whether a plan has what the policy names: measures, targets, languages and the like.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="provenance">Where models come from, for gates on models of some origins; without it, origins are only checked when the run is evaluated.</param>
    /// <exception cref="InputException">It has not, or the policy itself cannot be used; all errors are told at once.</exception>
    public void CheckAgainst(EvaluationPlan plan, ModelProvenanceTable? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        GatePolicyValidator.Check(this);
        var errors = new List<InputError>();
        GatePlanCheck.Find(this, plan, provenance, errors);
        if (errors.Count > 0) throw new InputException(errors);
    }

    /// <summary>How many families every gate has in a plan, and how many it needs at least, so that no run is paid for that cannot pass.</summary>
    /// <exception cref="InputException">The policy cannot be used; all errors are told at once.</exception>
    public IReadOnlyList<GateNeed> NeedsFor(EvaluationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        GatePolicyValidator.Check(this);
        return [.. Gates.SelectMany(gate => GateNeeds.Of(Whole(gate), plan.Prompts))];
    }

    /// <summary>Evaluates every gate.</summary>
    /// <param name="analysis">The run. Its confidence is not read: the policy has its own.</param>
    /// <param name="baseline">The run with which changes are measured; without it, a gate on a change never passes.</param>
    /// <param name="complete">
    /// Whether all that was planned was asked; <see langword="null"/> for what the plan says that the trials were counted by (<see cref="RunAnalysis.IsAsked"/>). A run
    /// that was broken off, or of which neither says so, passes no gate; neither does a group with a call that failed in transport.
    /// </param>
    /// <param name="baselineComplete">The same of the baseline, for gates on a change.</param>
    /// <exception cref="InputException">The policy cannot be used; all errors are told at once.</exception>
    public GateReport Evaluate(RunAnalysis analysis, RunAnalysis? baseline = null, bool? complete = null, bool? baselineComplete = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        GatePolicyValidator.Check(this);
        string? incomplete = Lacks(complete ?? analysis.IsAsked, "the run", nameof(complete));
        string? incompleteBefore = baseline is null ? null : Lacks(baselineComplete ?? baseline.IsAsked, "the baseline", nameof(baselineComplete));
        return new GateReport
        {
            IsComplete = incomplete is null,
            BaselineRun = baseline is not null && NeedsBaseline ? string.Join(", ", baseline.Runs) : null,
            Results =
            [
                .. Gates.AsParallel().AsOrdered().SelectMany(gate =>
                    new GateEvaluation(this, gate, analysis, baseline, incomplete ?? (gate.NeedsBaseline ? incompleteBefore : null)).Results()),
            ],
        };
    }

    /// <summary>A gate with the policy's settings where it has none of its own.</summary>
    internal Gate Whole(Gate gate) => gate with
    {
        Confidence = gate.Confidence ?? Confidence, MinimumFamilies = gate.MinimumFamilies ?? MinimumFamilies, MaximumMissing = gate.MaximumMissing ?? MaximumMissing,
        Inconclusive = gate.Inconclusive ?? Inconclusive, DecideOn = gate.DecideOn ?? DecideOn,
    };

    private static string? Lacks(bool? complete, string run, string argument) => complete switch
    {
        true => null,
        false => $"{run} is not complete",
        null => $"nobody said whether {run} is complete: give its plan to TrialCounts, or '{argument}' to Evaluate",
    };
}
