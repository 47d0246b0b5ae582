using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Tests.Audit;

/// <summary>A working directory in which the built audit is run; gone after the test.</summary>
internal sealed class AuditFolder : IDisposable
{
    private static readonly string Program = System.IO.Path.Combine(AppContext.BaseDirectory, "Audit.dll");

    public AuditFolder() => Path = Directory.CreateTempSubdirectory("censorshipeval-audit-").FullName;

    public string Path { get; }

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Path).Select(static path => System.IO.Path.GetFileName(path)!);

    public static string CommandLine(params string[] arguments) => string.Join(' ', ["dotnet", $"'{Program}'", .. arguments]);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Variables that the audit finds in its environment.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    public ChildProcess Start(params IEnumerable<string> arguments) => new(Path, "dotnet", Environment, [Program, .. arguments]);

    public async Task<Ended> RunAsync(params string[] arguments)
    {
        using ChildProcess audit = Start(arguments);
        return await audit.EndAsync();
    }

    public string Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), content);
        return name;
    }

    /// <summary>Writes JSON Lines.</summary>
    public string Write(string name, params IEnumerable<JsonObject> rows) => Write(name, string.Concat(rows.Select(static row => row.ToJsonString() + "\n")));

    public JsonObject ReadJson(string name) => JsonNode.Parse(System.IO.File.ReadAllText(File(name)))!.AsObject();

    public JsonObject[] ReadLines(string name) => [.. System.IO.File.ReadLines(File(name)).Select(static line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>Asks a store by SQLite alone.</summary>
    public object? Ask(string store, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File(store), Pooling = false }.ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void StoreShouldBeSound(string store)
    {
        Ask(store, "PRAGMA integrity_check").ShouldBe("ok");
        Ask(store, "PRAGMA foreign_key_check").ShouldBeNull();
    }

    public long Exchanges(string store) => System.IO.File.Exists(File(store)) && Ask(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'exchanges'") is 1L
        ? (long)Ask(store, "SELECT count(*) FROM exchanges")!
        : 0;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>A recorded answer as a line of a file, with fields to change.</summary>
internal static class RecordedAnswer
{
    public static JsonObject Row(string id, string model = "m", string language = "en", string promptId = "p", string response = "An answer.", params IEnumerable<(string Name, JsonNode? Value)> more)
    {
        var row = new JsonObject
        {
            ["id"] = id, ["model"] = model, ["language"] = language, ["promptId"] = promptId, ["prompt"] = "What happened?", ["response"] = response,
        };
        foreach ((string name, JsonNode? value) in more) row[name] = value;
        return row;
    }
}
