using System.Collections.Concurrent;
using CensorshipEval.Storage.Sqlite.Columns;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite;

/// <summary>Reads runs, and keeps the few last read.</summary>
internal sealed class StoredRuns
{
    private const int Kept = 8;

    private readonly ConcurrentDictionary<string, StoredRun> _runs = new(StringComparer.Ordinal);

    public StoredRun? Find(SqliteConnection connection, string runId)
    {
        if (_runs.TryGetValue(runId, out StoredRun? known)) return known;
        StoredRun? run = Load(connection, runId);
        if (run is null) return null;
        if (_runs.Count >= Kept) _runs.Clear();
        return _runs.GetOrAdd(runId, run);
    }

    private static StoredRun? Load(SqliteConnection connection, string runId)
    {
        using var statement = new Statement(connection, "SELECT id, created_at, plan, plan_hash FROM runs WHERE run_id = ?1", 1);
        statement[1] = ExactText.ToColumn(runId);
        using SqliteDataReader row = statement.Read();
        if (!row.Read()) return null;
        long number = row.GetInt64(0);
        (List<Target> targets, List<long> targetRows) = Targets(connection, number);
        (List<Prompt> prompts, List<long> promptRows) = Prompts(connection, number);
        var record = new RunRecord
        {
            Id = runId,
            CreatedAt = ColumnValues.Time(row, 1)!.Value,
            Plan = ExactText.FromColumn(row, 2)!,
            PlanHash = ExactText.FromColumn(row, 3)!,
            Targets = targets,
            Prompts = prompts,
        };
        return new StoredRun(number, record, targetRows, promptRows);
    }

    private static (List<Target> Targets, List<long> Rows) Targets(SqliteConnection connection, long run)
    {
        using var statement = new Statement(connection, "SELECT id, " + RunColumns.TargetNames + " FROM targets WHERE run = ?1 ORDER BY id", 1);
        statement[1] = run;
        using SqliteDataReader row = statement.Read();
        (List<Target> targets, List<long> rows) = ([], []);
        while (row.Read())
        {
            rows.Add(row.GetInt64(0));
            targets.Add(RunColumns.ReadTarget(row, 1));
        }

        return (targets, rows);
    }

    private static (List<Prompt> Prompts, List<long> Rows) Prompts(SqliteConnection connection, long run)
    {
        using var statement = new Statement(connection, "SELECT id, " + RunColumns.PromptNames + " FROM prompts WHERE run = ?1 ORDER BY id", 1);
        statement[1] = run;
        using SqliteDataReader row = statement.Read();
        (List<Prompt> prompts, List<long> rows) = ([], []);
        while (row.Read())
        {
            rows.Add(row.GetInt64(0));
            prompts.Add(RunColumns.ReadPrompt(row, 1));
        }

        return (prompts, rows);
    }
}
