using CensorshipEval.Analysis;
using CensorshipEval.Detection;
using CensorshipEval.Gates;
using CensorshipEval.Reporting;
using CensorshipEval.Running;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Samples.Audit;

/// <summary>The gates of an audit: read and held against the plan before anything is asked, evaluated when all is counted.</summary>
internal sealed class GateCheck
{
    private readonly GatePolicy _policy;
    private readonly string _store;
    private RunAnalysis? _baseline;

    private GateCheck(GatePolicy policy, string store) => (_policy, _store) = (policy, store);

    /// <summary>Reads the policy; <see langword="null"/> where none is named.</summary>
    public static async Task<GateCheck?> OpenAsync(string? policy, string store, CancellationToken cancellationToken) =>
        policy is null ? null : new GateCheck(await GatePolicy.LoadAsync(policy, cancellationToken), store);

    /// <summary>Finds out what would otherwise be found out when the run is paid for: a name that the plan lacks, a baseline that is nowhere or is the run itself.</summary>
    public async Task PrepareAsync(EvaluationPlan plan, IPromptCorpus corpus, ModelProvenanceTable provenance, string? resumed, CancellationToken cancellationToken)
    {
        _policy.CheckAgainst(plan, provenance);
        if (Baseline(resumed) is not var (baseline, path)) return;
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: cancellationToken);
        if (await store.FindRunAsync(baseline.Run, cancellationToken) is null)
            throw new InputException(new InputError("--gate", null, "baseline.run", $"'{VisibleText.Of(baseline.Run)}'", $"a run of the store '{VisibleText.Of(path)}'"));
        // With the origins of this run, too: they decide which analogues are fair.
        var analysis = new AnalysisOptions { Corpus = corpus, Provenance = provenance };
        _baseline = (await EarlierRun.ReadAsync(store, baseline.Run, new DefaultRefusalDetector(), ContentMeasures.All(), analysis, cancellationToken)).Analysis;
    }

    /// <summary>What the policy would find in a plan: the names that it lacks, as errors, and the families that its gates have and need.</summary>
    public IReadOnlyList<GateNeed> Plan(EvaluationPlan plan, ModelProvenanceTable provenance)
    {
        _policy.CheckAgainst(plan, provenance);
        Baseline(resumed: null);
        return _policy.NeedsFor(plan);
    }

    // Of a transcript nobody knows whether it ever had more answers: what is recorded is all there is.
    public GateReport Evaluate(RunAnalysis analysis, bool complete) =>
        _policy.Evaluate(analysis, _baseline, complete && analysis.IsAsked != false, _baseline is null ? null : _baseline.IsAsked != false);

    private (GateBaseline Baseline, string Store)? Baseline(string? resumed)
    {
        if (!_policy.NeedsBaseline) return null;
        if (_policy.Baseline is not { } baseline)
            throw new InputException(new InputError("--gate", null, "baseline", "nothing", "the stored run with which the policy's changes are measured: { \"run\": …, \"store\": … }"));
        if (baseline.Run == resumed) throw new InputException(new InputError("--gate", null, "baseline.run", $"'{VisibleText.Of(baseline.Run)}', the run itself", "another run to compare with"));
        string path = baseline.Store ?? _store;
        return File.Exists(path) ? (baseline, path) : throw new InputException(new InputError("--gate", null, "baseline.store", $"no store '{VisibleText.Of(path)}'", "the store of the baseline run"));
    }

    /// <summary>The exit code: 1 where a gate fails for more than that data are missing, else why the run is not whole, else 1 where a gate fails at all.</summary>
    public static int ExitCodeOf(GateReport? report, int otherwise) =>
        report is null ? otherwise
        : report.HasFailure || (otherwise == ExitCode.Done && report.Verdict is GateVerdict.Fail) ? ExitCode.GateFailed
        : otherwise;
}
