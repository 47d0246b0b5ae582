using System.Runtime.CompilerServices;
using CensorshipEval.Storage.Sqlite.Columns;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Reading;

/// <summary>Reads all of a run, a row at a time.</summary>
internal sealed class RunReader(SqliteConnection connection, StoredRun run)
{
    private const string Page = "run = ?1 AND id > ?2 AND id <= ?3 ORDER BY id LIMIT ?4";

    public static List<RunSummary> List(SqliteConnection connection)
    {
        const string Sql =
            """
            SELECT run_id, created_at, (SELECT count(*) FROM exchanges WHERE run = runs.id)
            FROM runs ORDER BY created_utc_ticks DESC, id DESC
            """;
        using var statement = new Statement(connection, Sql, 0);
        using SqliteDataReader row = statement.Read();
        List<RunSummary> list = [];
        while (row.Read()) list.Add(new RunSummary(ExactText.FromColumn(row, 0)!, ColumnValues.Time(row, 1)!.Value, row.GetInt64(2)));
        return list;
    }

    public IAsyncEnumerable<Exchange> ReadExchangesAsync(CancellationToken cancellationToken) => RowPages.ReadAsync(
        connection,
        "exchanges",
        "SELECT id, " + ExchangeColumns.Names + " FROM exchanges WHERE " + Page,
        run.Row,
        [],
        row => ExchangeColumns.Read(row, 1, run),
        cancellationToken);

    public IAsyncEnumerable<Attempt> ReadAttemptsAsync(CancellationToken cancellationToken) => RowPages.ReadAsync(
        connection,
        "attempts",
        "SELECT id, number, " + ExchangeColumns.Names + " FROM attempts WHERE " + Page,
        run.Row,
        [],
        row => new Attempt(ExchangeColumns.Read(row, 2, run), row.GetInt32(1)),
        cancellationToken);

    public async IAsyncEnumerable<Trial> ReadTrialsAsync(Judges judges, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JudgeRows rows = JudgeRows.Find(connection, judges);
        using var measurements = new Statement(
            connection, "SELECT measure, " + JudgementColumns.MeasurementNames + " FROM measurements WHERE exchange = ?1", 1);
        // CROSS JOIN makes SQLite begin with the exchanges, which it then need neither sort nor keep.
        IAsyncEnumerable<Trial> judged = RowPages.ReadAsync(
            connection,
            "exchanges",
            $"""
            SELECT id, {ExchangeColumns.Names}, {JudgementColumns.VerdictNames}
            FROM exchanges CROSS JOIN verdicts ON verdicts.exchange = exchanges.id AND detector = ?5
            WHERE {Page}
            """,
            run.Row,
            [rows.Detector],
            row => new Trial
            {
                Exchange = ExchangeColumns.Read(row, 1, run),
                Verdict = JudgementColumns.ReadVerdict(row, 1 + ExchangeColumns.Count, judges.Detector),
                Measurements = Measurements(measurements, row.GetInt64(0), rows),
            },
            cancellationToken);
        await foreach (Trial trial in judged.ConfigureAwait(false)) yield return trial;
        await foreach (Trial trial in ReadFailedAsync(judges, cancellationToken).ConfigureAwait(false)) yield return trial;
    }

    private IAsyncEnumerable<Trial> ReadFailedAsync(Judges judges, CancellationToken cancellationToken) => RowPages.ReadAsync(
        connection,
        "attempts",
        $"""
        SELECT id, {ExchangeColumns.Names} FROM attempts a
        WHERE NOT EXISTS (SELECT 1 FROM exchanges e WHERE e.target = a.target AND e.prompt = a.prompt AND e.sample = a.sample)
          AND NOT EXISTS (SELECT 1 FROM attempts b WHERE b.target = a.target AND b.prompt = a.prompt AND b.sample = a.sample AND b.id > a.id AND b.id <= ?3)
          AND {Page}
        """,
        run.Row,
        [],
        row => new Trial
        {
            Exchange = ExchangeColumns.Read(row, 1, run),
            Verdict = Verdict.OfFailedTransport(judges.Detector),
        },
        cancellationToken);

    private static List<Measurement> Measurements(Statement find, long exchange, JudgeRows judges)
    {
        if (judges.Measures.Count == 0) return [];
        var found = new Measurement?[judges.Measures.Count];
        find[1] = exchange;
        using (SqliteDataReader row = find.Read())
        {
            while (row.Read())
            {
                long measure = row.GetInt64(0);
                for (int i = 0; i < found.Length; i++)
                {
                    if (judges.Measures[i].Row == measure) found[i] = JudgementColumns.ReadMeasurement(row, 1, judges.Measures[i].Id);
                }
            }
        }

        return [.. found.OfType<Measurement>()];
    }
}
