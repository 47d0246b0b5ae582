using CensorshipEval.Analysis;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Export;
using CensorshipEval.Running;
using CensorshipEval.Samples.Audit.Output;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Samples.Audit;

/// <summary>Two stored runs compared: did anything change? Asks nobody and needs no key.</summary>
internal sealed class CompareSession(AuditOptions options)
{
    private readonly Screen _screen = new(options.Quiet);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        (string earlierId, string laterId) = (options.Compare[0], options.Compare[1]);
        IPromptCorpus corpus = options.Corpus is { } folder ? await PromptCorpus.LoadFolderAsync(folder, cancellationToken) : PromptCorpus.BuiltIn;
        ModelProvenanceTable provenance = await Provenance.LoadAsync(options, cancellationToken);
        await using SqliteRunStore earlierStore = await OpenAsync(earlierId, cancellationToken), laterStore = await OpenAsync(laterId, cancellationToken);
        EvaluationPlan earlierPlan = await PlanAsync(earlierStore, earlierId, cancellationToken), laterPlan = await PlanAsync(laterStore, laterId, cancellationToken);

        // A difference of detectors is no difference of models.
        bool judgedAlike = Alike(earlierPlan.Judges, laterPlan.Judges);
        if (!judgedAlike) _screen.Say("The runs were judged by different versions; both are judged again by this one.");
        RunAnalysis earlier = await AnalyseAsync(earlierStore, earlierId, earlierPlan, judgedAlike), later = await AnalyseAsync(laterStore, laterId, laterPlan, judgedAlike);
        IReadOnlyList<RunChange> changes = later.ChangesSince(earlier);
        if (changes.Count == 0)
        {
            _screen.SayAlways("error: the runs have no target in common that was asked the same prompts");
            return ExitCode.UnusableInput;
        }

        if (options.Json is { } json) await RunExport.WriteChangesAsync(json, earlierId, laterId, changes, cancellationToken);
        ChangeTable.Show(_screen, earlierId, laterId, changes);
        return ExitCode.Done;

        async Task<RunAnalysis> AnalyseAsync(SqliteRunStore store, string runId, EvaluationPlan plan, bool asStored)
        {
            Judges judges = plan.Judges;
            if (!asStored)
            {
                var runner = new EvaluationRunner(store, new DefaultRefusalDetector(), ContentMeasures.All(), corpus);
                await runner.JudgeAgainAsync(runId, cancellationToken);
                judges = runner.Judges;
            }

            var counts = new TrialCounts(plan);
            await foreach (Trial trial in store.ReadTrialsAsync(runId, judges, cancellationToken)) counts.Add(trial);
            return new RunAnalysis(counts, new AnalysisOptions { Corpus = corpus, Provenance = provenance });
        }
    }

    private static bool Alike(Judges one, Judges other) => one.Detector == other.Detector && one.Measures.SequenceEqual(other.Measures);

    private Task<SqliteRunStore> OpenAsync(string runId, CancellationToken cancellationToken)
    {
        string path = options.Store ?? $"censorshipeval-{runId}.db";
        return File.Exists(path)
            ? SqliteRunStore.OpenAsync(path, cancellationToken: cancellationToken)
            : throw new InputException(new InputError("--compare", null, null, $"no store '{VisibleText.Of(path)}' of the run '{VisibleText.Of(runId)}'", "two runs whose stores are here, or one store of both, named with --store"));
    }

    private static async Task<EvaluationPlan> PlanAsync(SqliteRunStore store, string runId, CancellationToken cancellationToken)
    {
        if (await store.FindRunAsync(runId, cancellationToken) is { } record) return EvaluationPlan.FromRecord(record);
        var known = new List<string>();
        await foreach (RunSummary run in store.ListRunsAsync(cancellationToken)) known.Add(run.Id);
        throw new InputException(new InputError("--compare", null, null, $"'{VisibleText.Of(runId)}'", known.Count == 0 ? "a run of this store, which has none" : $"one of {string.Join(", ", known)}"));
    }
}
