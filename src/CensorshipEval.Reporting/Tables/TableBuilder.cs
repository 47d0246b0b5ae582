using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Charts;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Tables;

/// <summary>A table whose columns are given with what they hold: <c>new TableBuilder&lt;X&gt;().Text("target", "Model", x => x.Id)…</c>.</summary>
internal sealed class TableBuilder<T>
{
    private readonly List<(ReportColumn Column, Func<T, object?> Value)> _columns = [];

    public TableBuilder<T> Text(string name, string? label, Func<T, string?> value) => Add(name, label, ColumnKind.Text, value);

    /// <summary>A code, which people read as its name.</summary>
    public TableBuilder<T> Named(string name, string label, Func<T, (string? Code, string Name)> value) =>
        Add(name, label, ColumnKind.Text, row => value(row) is (Code: { } code, Name: var shown) ? new NamedCode(code, shown) : null);

    public TableBuilder<T> Language(string name, string label, Func<T, LanguageTag?> value) => Named(name, label, row => value(row) is { } language ? (language.Value, PlaceNames.Of(language)) : default);

    public TableBuilder<T> Count(string name, string? label, Func<T, long?> value) => Add(name, label, ColumnKind.Count, row => value(row));

    public TableBuilder<T> Share(string name, string? label, Func<T, double?> value) => Add(name, label, ColumnKind.Share, row => value(row));

    public TableBuilder<T> Points(string name, string? label, Func<T, double?> value) => Add(name, label, ColumnKind.Points, row => value(row));

    public TableBuilder<T> Probability(string name, string? label, Func<T, double?> value) => Add(name, label, ColumnKind.Probability, row => value(row));

    public TableBuilder<T> Number(string name, string? label, Func<T, double?> value) => Add(name, label, ColumnKind.Number, row => value(row));

    public TableBuilder<T> Flag(string name, string? label, Func<T, bool?> value) => Add(name, label, ColumnKind.Flag, row => value(row));

    /// <summary>A share with the ends of its interval beside it, as three columns.</summary>
    public TableBuilder<T> Rate(string name, string label, Func<T, Estimate?> value) => Share(name, label, row => value(row)?.Value)
        .Share($"{name}Low", "from", row => value(row)?.Low).Share($"{name}High", "to", row => value(row)?.High);

    /// <summary>A difference of shares with the ends of its interval beside it, as three columns.</summary>
    public TableBuilder<T> Difference(string name, string label, Func<T, Estimate?> value) => Points(name, label, row => value(row)?.Value)
        .Points($"{name}Low", "from", row => value(row)?.Low).Points($"{name}High", "to", row => value(row)?.High);

    /// <summary>A number in its own unit with the ends of its interval beside it, as three columns.</summary>
    public TableBuilder<T> Measured(string name, string label, Func<T, Estimate?> value) => Number(name, label, row => value(row)?.Value)
        .Number($"{name}Low", "from", row => value(row)?.Low).Number($"{name}High", "to", row => value(row)?.High);

    /// <summary>What the trials of a group have in common, a column per dimension.</summary>
    public TableBuilder<T> Group(Func<T, TrialGroup> group, GroupBy by)
    {
        Text("target", "Model", row => group(row).TargetId);
        if (by.HasFlag(GroupBy.Jurisdiction)) Named("jurisdiction", "About", row => group(row).Jurisdiction is { } about ? (about == Jurisdiction.None ? "any" : about.Code, Series.Jurisdiction(group(row))) : default);
        if (by.HasFlag(GroupBy.Topic)) Named("topic", "Topic", row => (group(row).Topic, TopicNames.Of(group(row).Topic)));
        if (by.HasFlag(GroupBy.Language)) Language("language", "Language", row => group(row).Language);
        if (by.HasFlag(GroupBy.Role)) Named("role", "Role", row => group(row).Role is { } role ? (role.ToString(), Shown.Role(role)) : default);
        return this;
    }

    public ReportTable Build(string name, string title, string note, IEnumerable<T> rows, string section = "") => new(
        name, title, note, [.. _columns.Select(static column => column.Column)], [.. rows.Select(row => _columns.Select(column => column.Value(row)).ToArray())])
    {
        Section = section,
    };

    private TableBuilder<T> Add(string name, string? label, ColumnKind kind, Func<T, object?> value)
    {
        _columns.Add((new ReportColumn(name, label, kind), value));
        return this;
    }
}
