using System.Runtime.CompilerServices;
using CensorshipEval.Storage.Sqlite.Columns;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Reading;

/// <summary>Reads what is stored of given keys.</summary>
internal sealed class KeyReader(SqliteConnection connection, StoredRuns runs)
{
    public Dictionary<TrialKey, StoredTrial> FindTrials(IReadOnlyList<TrialKey> keys, Judges judges, CancellationToken cancellationToken)
    {
        JudgeRows rows = JudgeRows.Find(connection, judges);
        // The numbers are our own, not a caller's text.
        string measures = string.Join(", ", rows.Measures.Select(measure => measure.Row));
        using var find = new Statement(
            connection,
            $"""
            SELECT v.delivery, (SELECT count(*) FROM measurements m WHERE m.exchange = e.id AND m.measure IN ({measures}))
            FROM exchanges e LEFT JOIN verdicts v ON v.exchange = e.id AND v.detector = ?4
            WHERE e.target = ?1 AND e.prompt = ?2 AND e.sample = ?3
            """,
            4);
        find[4] = rows.Detector;
        var found = new Dictionary<TrialKey, StoredTrial>();
        foreach (TrialKey key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Bind(find, key)) continue;
            using SqliteDataReader row = find.Read();
            if (!row.Read()) continue;
            Delivery? delivery = ColumnValues.Name<Delivery>(row, 0);
            found[key] = new StoredTrial(delivery is not null && row.GetInt64(1) == rows.Measures.Count, delivery);
        }

        return found;
    }

    public async IAsyncEnumerable<Exchange> ReadExchangesAsync(
        IReadOnlyList<TrialKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string Sql = "SELECT " + ExchangeColumns.Names + " FROM exchanges WHERE target = ?1 AND prompt = ?2 AND sample = ?3";
        using var find = new Statement(connection, Sql, 3);
        foreach (TrialKey key in keys)
        {
            Exchange? exchange = await Task.Run(() => Read(find, key), cancellationToken).ConfigureAwait(false);
            if (exchange is not null) yield return exchange;
        }
    }

    private Exchange? Read(Statement find, TrialKey key)
    {
        if (!Bind(find, key)) return null;
        using SqliteDataReader row = find.Read();
        return row.Read() ? ExchangeColumns.Read(row, 0, runs.Find(connection, key.RunId)!) : null;
    }

    private bool Bind(Statement find, TrialKey key)
    {
        if (runs.Find(connection, key.RunId)?.Find(key) is not { } place) return false;
        find[1] = place.Target;
        find[2] = place.Prompt;
        find[3] = (long)key.Sample;
        return true;
    }
}
