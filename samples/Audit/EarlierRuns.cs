using CensorshipEval.Analysis;
using CensorshipEval.Detection;
using CensorshipEval.Reporting;
using CensorshipEval.Running;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Samples.Audit;

/// <summary>Runs before this one, read for the trend in its report.</summary>
internal static class EarlierRuns
{
    public static async Task<IReadOnlyList<EarlierRun>> LoadAsync(AuditOptions options, IPromptCorpus corpus, AnalysisOptions analysis, CancellationToken cancellationToken)
    {
        var runs = new List<EarlierRun>();
        foreach (string id in options.Earlier)
        {
            string path = options.Store ?? $"censorshipeval-{id}.db";
            if (id == options.Resume) throw Error($"'{VisibleText.Of(id)}', the run itself", "runs before it");
            if (!File.Exists(path)) throw Error($"no store '{VisibleText.Of(path)}' of the run '{VisibleText.Of(id)}'", "runs whose stores are here, or one store of all, named with --store");
            await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: cancellationToken);
            if (await store.FindRunAsync(id, cancellationToken) is null) throw Error($"'{VisibleText.Of(id)}'", $"a run of the store '{VisibleText.Of(path)}'");
            // By the judges of this run: a newer detector would else look like a change of the model.
            var runner = new EvaluationRunner(store, new DefaultRefusalDetector(), ContentMeasures.All(), corpus);
            await runner.JudgeAgainAsync(id, cancellationToken);
            // The panel of this run need not be targets of that one.
            ReportedRun read = await ReportedRun.ReadAsync(store, id, analysis with { ReferencePanel = [] }, runner.Judges, cancellationToken);
            runs.Add(new EarlierRun(id, read.CreatedAt!.Value, read.Analysis));
        }

        return [.. runs.OrderBy(static run => run.CreatedAt)];

        static InputException Error(string found, string expected) => new(new InputError("--earlier", null, null, found, expected));
    }
}
