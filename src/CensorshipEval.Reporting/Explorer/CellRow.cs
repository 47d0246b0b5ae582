namespace CensorshipEval.Reporting;

/// <summary>Writes the row of a cell.</summary>
internal sealed class CellRow(PageJson json, PageNames names)
{
    /// <summary>target, language, topic, role, taken, total.</summary>
    public void Write(CellSample cell)
    {
        json.BeginArray();
        json.Value(names.Targets.Place(cell.TargetId));
        json.Value(names.Languages.Place(cell.Language.Value));
        json.Value(names.Topics.Place(cell.Topic));
        json.Value(cell.Role is { } role ? (int)role : -1);
        json.Value(cell.Taken);
        json.Value(cell.Total);
        json.EndArray();
    }
}
