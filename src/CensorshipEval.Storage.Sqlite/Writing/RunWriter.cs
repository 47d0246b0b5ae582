using CensorshipEval.Storage.Sqlite.Columns;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Writing;

/// <summary>Writes a new run with its targets and prompts.</summary>
internal static class RunWriter
{
    public static void Write(SqliteConnection connection, RunRecord run)
    {
        using var find = new Statement(connection, "SELECT id FROM runs WHERE run_id = ?1", 1);
        find[1] = ExactText.ToColumn(run.Id);
        if (find.ReadNumber() is not null) throw new RunStoreException($"There is a run '{run.Id}' already. Continue it, or choose another id.");

        using var add = new Statement(connection, "INSERT INTO runs (run_id, created_at, created_utc_ticks, plan, plan_hash) VALUES (?1, ?2, ?3, ?4, ?5)", 5);
        add[1] = ExactText.ToColumn(run.Id);
        add[2] = ColumnValues.ToColumn(run.CreatedAt);
        add[3] = run.CreatedAt.UtcTicks;
        add[4] = ExactText.ToColumn(run.Plan);
        add[5] = ExactText.ToColumn(run.PlanHash);
        add.Run();
        long row = find.ReadNumber()!.Value;

        using Statement addTarget = Insert(connection, "targets", RunColumns.TargetNames, RunColumns.TargetCount);
        foreach (Target target in run.Targets)
        {
            addTarget[1] = row;
            RunColumns.BindTarget(addTarget, 2, target);
            addTarget.Run();
        }

        using Statement addPrompt = Insert(connection, "prompts", RunColumns.PromptNames, RunColumns.PromptCount);
        foreach (Prompt prompt in run.Prompts)
        {
            addPrompt[1] = row;
            RunColumns.BindPrompt(addPrompt, 2, prompt);
            addPrompt.Run();
        }
    }

    public static void Check(RunRecord run)
    {
        if (FirstRepeated(run.Targets.Select(target => target.Id)) is { } target)
            throw new RunStoreException($"Run '{run.Id}' has more than one target '{target}'. Ids of targets are unique within a run.");
        if (FirstRepeated(run.Prompts.Select(prompt => prompt.Id)) is { } prompt)
            throw new RunStoreException($"Run '{run.Id}' has more than one prompt '{prompt}'. Ids of prompts are unique within a run.");
    }

    private static string? FirstRepeated(IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return ids.FirstOrDefault(id => !seen.Add(id));
    }

    private static Statement Insert(SqliteConnection connection, string table, string columns, int count) =>
        new(connection, $"INSERT INTO {table} (run, {columns}) VALUES ({string.Join(", ", Enumerable.Range(1, count + 1).Select(n => $"?{n}"))})", count + 1);
}
