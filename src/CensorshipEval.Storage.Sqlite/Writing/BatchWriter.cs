using CensorshipEval.Storage.Sqlite.Columns;
using CensorshipEval.Storage.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Writing;

/// <summary>Writes batches by statements prepared once. Names become row numbers without asking the database, where they can.</summary>
internal sealed class BatchWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly StoredRuns _runs;
    private readonly ComponentRows _components;
    private readonly Statement _nextExchange;
    private readonly Statement _findExchange;
    private readonly Statement _addExchange;
    private readonly Statement _addAttempt;
    private readonly Statement _setVerdict;
    private readonly Statement _setMeasurement;
    private readonly Dictionary<TrialKey, long> _written = [];

    public BatchWriter(SqliteConnection connection, StoredRuns runs)
    {
        _connection = connection;
        _runs = runs;
        _components = new ComponentRows(connection);
        _nextExchange = new Statement(connection, "SELECT coalesce(max(id), 0) + 1 FROM exchanges", 0);
        _findExchange = new Statement(connection, "SELECT id FROM exchanges WHERE target = ?1 AND prompt = ?2 AND sample = ?3", 3);
        _addExchange = Insert("INSERT INTO exchanges (id, " + ExchangeColumns.Names + ")", 1 + ExchangeColumns.Count);
        _addAttempt = Insert("INSERT INTO attempts (number, " + ExchangeColumns.Names + ")", 1 + ExchangeColumns.Count);
        _setVerdict = Insert("INSERT OR REPLACE INTO verdicts (exchange, detector, " + JudgementColumns.VerdictNames + ")", 2 + JudgementColumns.VerdictCount);
        _setMeasurement = Insert(
            "INSERT OR REPLACE INTO measurements (exchange, measure, " + JudgementColumns.MeasurementNames + ")", 2 + JudgementColumns.MeasurementCount);
    }

    public void Write(RunBatch batch)
    {
        _written.Clear();
        if (batch.Exchanges.Count > 0) AddExchanges(batch.Exchanges);
        foreach (Attempt attempt in batch.Attempts)
        {
            _addAttempt[1] = (long)attempt.Number;
            ExchangeColumns.Bind(_addAttempt, 2, attempt.Exchange, Run(attempt.Exchange.Key).Place(attempt.Exchange));
            _addAttempt.Run();
        }

        foreach ((TrialKey key, Verdict verdict) in batch.Verdicts)
        {
            _setVerdict[1] = RowOf(key);
            _setVerdict[2] = _components.AddOrFind(verdict.Detector);
            JudgementColumns.BindVerdict(_setVerdict, 3, verdict);
            _setVerdict.Run();
        }

        foreach ((TrialKey key, Measurement measurement) in batch.Measurements)
        {
            _setMeasurement[1] = RowOf(key);
            _setMeasurement[2] = _components.AddOrFind(measurement.Measure);
            JudgementColumns.BindMeasurement(_setMeasurement, 3, measurement);
            _setMeasurement.Run();
        }
    }

    /// <summary>Forgets row numbers that a rollback may have taken back.</summary>
    public void Forget() => _components.Forget();

    public void Dispose()
    {
        _components.Dispose();
        _nextExchange.Dispose();
        _findExchange.Dispose();
        _addExchange.Dispose();
        _addAttempt.Dispose();
        _setVerdict.Dispose();
        _setMeasurement.Dispose();
    }

    private void AddExchanges(IReadOnlyList<Exchange> exchanges)
    {
        long row = _nextExchange.ReadNumber()!.Value;
        foreach (Exchange exchange in exchanges)
        {
            StoredRun run = Run(exchange.Key);
            _addExchange[1] = row;
            ExchangeColumns.Bind(_addExchange, 2, exchange, run.Place(exchange));
            try
            {
                _addExchange.Run();
            }
            catch (SqliteException exception) when (exception.SqliteExtendedErrorCode is SqliteCodes.NotUnique)
            {
                throw new RunStoreException($"Exchange {exchange.Key} of run '{run.Id}' is stored already; a stored exchange never changes.", exception);
            }

            _written.Add(exchange.Key, row++);
        }
    }

    private StoredRun Run(TrialKey key) =>
        _runs.Find(_connection, key.RunId) ?? throw new RunStoreException($"There is no run '{key.RunId}'. Create it before writing to it.");

    private long RowOf(TrialKey key)
    {
        if (_written.TryGetValue(key, out long row)) return row;
        if (Run(key).Find(key) is { } place)
        {
            _findExchange[1] = place.Target;
            _findExchange[2] = place.Prompt;
            _findExchange[3] = (long)key.Sample;
            if (_findExchange.ReadNumber() is { } stored) return stored;
        }

        throw new RunStoreException($"There is no exchange {key} in run '{key.RunId}'. A verdict or measurement needs an exchange that is stored.");
    }

    private Statement Insert(string into, int parameters) =>
        new(_connection, $"{into} VALUES ({string.Join(", ", Enumerable.Range(1, parameters).Select(number => $"?{number}"))})", parameters);
}
