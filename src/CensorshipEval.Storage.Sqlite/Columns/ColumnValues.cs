using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Columns;

/// <summary>Numbers, names and times as columns. Enumerations stand by name, so that the file can be read by people and by SQL.</summary>
internal static class ColumnValues
{
    // SQLite turns NaN into NULL, which would make a value that is wrong pass for one that is absent.
    private const string NotANumber = "NaN";

    public static object ToColumn(long? value) => value is { } number ? number : DBNull.Value;

    public static object ToColumn(double? value) => value is not { } number ? DBNull.Value : double.IsNaN(number) ? NotANumber : number;

    public static object ToColumn(TimeSpan? value) => value is { } span ? span.Ticks : DBNull.Value;

    public static object ToColumn(DateTimeOffset? value) =>
        value is { } time ? time.ToString("O", CultureInfo.InvariantCulture) : DBNull.Value;

    public static object ToColumn<T>(T? value)
        where T : struct, Enum => value is { } name ? name.ToString() : DBNull.Value;

    public static long? Integer(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static double? Real(SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        double value => value,
        long whole => whole,
        string => double.NaN,
        _ => null,
    };

    public static TimeSpan? Span(SqliteDataReader row, int column) => Integer(row, column) is { } ticks ? new TimeSpan(ticks) : null;

    public static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column)
            ? null
            : DateTimeOffset.ParseExact(row.GetString(column), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static T? Name<T>(SqliteDataReader row, int column)
        where T : struct, Enum => row.IsDBNull(column) ? null : Enum.Parse<T>(row.GetString(column));
}
