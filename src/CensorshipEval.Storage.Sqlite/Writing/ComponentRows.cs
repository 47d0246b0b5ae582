using CensorshipEval.Storage.Sqlite.Columns;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Writing;

/// <summary>The row numbers of detectors and measures. There are few, so they are kept.</summary>
internal sealed class ComponentRows(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<ComponentId, long> _rows = [];
    private readonly Statement _add = new(connection, "INSERT OR IGNORE INTO components (name, version) VALUES (?1, ?2)", 2);
    private readonly Statement _find = new(connection, "SELECT id FROM components WHERE name = ?1 AND version = ?2", 2);

    public long AddOrFind(ComponentId component)
    {
        if (_rows.TryGetValue(component, out long row)) return row;
        _add[1] = ExactText.ToColumn(component.Name);
        _add[2] = ExactText.ToColumn(component.Version);
        _add.Run();
        _find[1] = ExactText.ToColumn(component.Name);
        _find[2] = ExactText.ToColumn(component.Version);
        return _rows[component] = _find.ReadNumber()!.Value;
    }

    public void Forget() => _rows.Clear();

    public void Dispose()
    {
        _add.Dispose();
        _find.Dispose();
    }
}
