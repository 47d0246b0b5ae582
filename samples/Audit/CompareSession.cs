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
        CheckCorpus(earlierPlan, laterPlan, corpus, judgedAlike);
        RunAnalysis earlier = await AnalyseAsync(earlierStore, earlierId, earlierPlan, judgedAlike), later = await AnalyseAsync(laterStore, laterId, laterPlan, judgedAlike);
        IReadOnlyList<RunChange> changes = later.ChangesSince(earlier);
        TellIfLacking(earlierId, earlierPlan, earlier);
        TellIfLacking(laterId, laterPlan, later);
        if (changes.Count == 0)
        {
            _screen.SayAlways("error: the runs have no target in common that was asked the same prompts in the same words");
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

    private void CheckCorpus(EvaluationPlan earlier, EvaluationPlan later, IPromptCorpus corpus, bool judgedAlike)
    {
        if (earlier.Corpus.Sha256 != later.Corpus.Sha256) _screen.Say("The runs are of different corpora: only prompts in the same words are compared.");
        // Measures need the families that were asked; another corpus would leave wrong values in the store.
        if (!judgedAlike && later.Corpus.Sha256 != corpus.Info.Sha256)
            throw new InputException(new InputError("--compare", null, null, $"runs judged by different versions, and the corpus '{corpus.Info.Name}'", $"the corpus of the later run, '{later.Corpus.Name}' (SHA-256 {later.Corpus.Sha256[..12]}…), named with --corpus, to judge them again"));
    }

    private void TellIfLacking(string runId, EvaluationPlan plan, RunAnalysis analysis)
    {
        long planned = (long)plan.Targets.Count * plan.Prompts.Count * plan.Samples;
        if (analysis.Trials < planned && plan.Order is not TrialOrder.Sequential) _screen.Say($"Run {runId} is not whole: {analysis.Trials} of {planned} trials.");
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
