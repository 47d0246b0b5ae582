using CensorshipEval.Storage.Sqlite.Columns;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Reading;

/// <summary>Judges as row numbers. One that never said anything has no row; <see cref="Nobody"/> stands for it.</summary>
internal sealed class JudgeRows
{
    // Row numbers start at 1.
    private const long Nobody = 0;

    private JudgeRows(long detector, IReadOnlyList<(long Row, ComponentId Id)> measures) => (Detector, Measures) = (detector, measures);

    public long Detector { get; }

    public IReadOnlyList<(long Row, ComponentId Id)> Measures { get; }

    public static JudgeRows Find(SqliteConnection connection, Judges judges)
    {
        using var statement = new Statement(connection, "SELECT id FROM components WHERE name = ?1 AND version = ?2", 2);
        return new JudgeRows(RowOf(judges.Detector), [.. judges.Measures.Distinct().Select(measure => (RowOf(measure), measure))]);

        long RowOf(ComponentId component)
        {
            statement[1] = ExactText.ToColumn(component.Name);
            statement[2] = ExactText.ToColumn(component.Version);
            return statement.ReadNumber() ?? Nobody;
        }
    }
}
