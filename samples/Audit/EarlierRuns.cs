using CensorshipEval.Analysis;
using CensorshipEval.Detection;
using CensorshipEval.Reporting;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Samples.Audit;

/// <summary>Runs before this one, read for the trend in its report.</summary>
internal static class EarlierRuns
{
    public static async Task<IReadOnlyList<EarlierRun>> LoadAsync(AuditOptions options, DateTimeOffset? begun, AnalysisOptions analysis, CancellationToken cancellationToken)
    {
        var runs = new List<EarlierRun>();
        if (options.Earlier.Distinct(StringComparer.Ordinal).Count() < options.Earlier.Count) throw Error("a run twice", "every run once");
        foreach (string id in options.Earlier)
        {
            string path = options.Store ?? $"censorshipeval-{id}.db";
            if (id == options.Resume) throw Error($"'{VisibleText.Of(id)}', the run itself", "runs before it");
            if (!File.Exists(path)) throw Error($"no store '{VisibleText.Of(path)}' of the run '{VisibleText.Of(id)}'", "runs whose stores are here, or one store of all, named with --store");
            await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: cancellationToken);
            if (await store.FindRunAsync(id, cancellationToken) is not { } record) throw Error($"'{VisibleText.Of(id)}'", $"a run of the store '{VisibleText.Of(path)}'");
            if (record.CreatedAt > begun) throw Error($"'{VisibleText.Of(id)}', which was begun later", "runs that were begun before this one");
            runs.Add(await EarlierRun.ReadAsync(store, id, new DefaultRefusalDetector(), ContentMeasures.All(), analysis, cancellationToken));
        }

        return [.. runs.OrderBy(static run => run.CreatedAt)];

        static InputException Error(string found, string expected) => new(new InputError("--earlier", null, null, found, expected));
    }
}
