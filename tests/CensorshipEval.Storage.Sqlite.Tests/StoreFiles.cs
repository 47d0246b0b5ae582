using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Tests;

/// <summary>A store's file as SQLite itself sees it.</summary>
internal static class StoreFiles
{
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public static object? Ask(string path, string sql)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public static void ShouldBeSound(string path)
    {
        Ask(path, "PRAGMA integrity_check").ShouldBe("ok");
        Ask(path, "PRAGMA foreign_key_check").ShouldBeNull();
    }
}
