using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite;

/// <summary>A prepared statement with numbered parameters (<c>?1</c>, <c>?2</c>, ...).</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (int number = 1; number <= parameters; number++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"?{number}", Value = DBNull.Value });
    }

    /// <summary>Sets the parameter of that number, from 1.</summary>
    public object this[int number]
    {
        set => _command.Parameters[number - 1].Value = value;
    }

    public int Run() => _command.ExecuteNonQuery();

    public SqliteDataReader Read() => _command.ExecuteReader();

    /// <summary>The first column of the first row as a whole number, or <see langword="null"/>.</summary>
    public long? ReadNumber() => _command.ExecuteScalar() is long number ? number : null;

    /// <summary>The first column of the first row as text, or <see langword="null"/>.</summary>
    public string? ReadText() => _command.ExecuteScalar() as string;

    public void Dispose() => _command.Dispose();
}
