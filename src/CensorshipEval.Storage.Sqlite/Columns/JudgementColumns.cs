using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Columns;

/// <summary>The columns of verdicts and measurements behind their keys, in one order for writing and reading.</summary>
internal static class JudgementColumns
{
    public const string VerdictNames = "delivery, engagement, reason, refusal_probability, evidence";
    public const string MeasurementNames = "value, not_available_because, evidence";
    public const int VerdictCount = 5;
    public const int MeasurementCount = 3;

    public static void BindVerdict(Statement statement, int at, Verdict verdict)
    {
        statement[at] = verdict.Delivery.ToString();
        statement[at + 1] = ColumnValues.ToColumn(verdict.Engagement);
        statement[at + 2] = ColumnValues.ToColumn(verdict.Reason);
        statement[at + 3] = ColumnValues.ToColumn(verdict.RefusalProbability);
        statement[at + 4] = JsonColumns.Evidence(verdict.Evidence);
    }

    public static Verdict ReadVerdict(SqliteDataReader row, int at, ComponentId detector) => new()
    {
        Detector = detector,
        Delivery = Enum.Parse<Delivery>(row.GetString(at)),
        Engagement = ColumnValues.Name<Engagement>(row, at + 1),
        Reason = ColumnValues.Name<RefusalReason>(row, at + 2),
        RefusalProbability = ColumnValues.Real(row, at + 3),
        Evidence = JsonColumns.Evidence(row, at + 4),
    };

    public static void BindMeasurement(Statement statement, int at, Measurement measurement)
    {
        statement[at] = ColumnValues.ToColumn(measurement.Value);
        statement[at + 1] = ExactText.ToColumn(measurement.NotAvailableBecause);
        statement[at + 2] = JsonColumns.Evidence(measurement.Evidence);
    }

    public static Measurement ReadMeasurement(SqliteDataReader row, int at, ComponentId measure) => new()
    {
        Measure = measure,
        Value = ColumnValues.Real(row, at),
        NotAvailableBecause = ExactText.FromColumn(row, at + 1),
        Evidence = JsonColumns.Evidence(row, at + 2),
    };
}
