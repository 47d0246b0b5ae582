using System.Globalization;
using CensorshipEval.Csv;

namespace CensorshipEval.Analysis;

/// <summary>Reads the rows of labelled files and gathers what is wrong with them.</summary>
internal sealed class AnnotationReader(List<TrialAnnotation> rows, List<InputError> errors)
{
    private static readonly string[] Separators = [",", ";", "\t"];

    private static readonly Dictionary<string, AnnotationLabel> Labels =
        Enum.GetValues<AnnotationLabel>().ToDictionary(static label => label.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<(string Annotator, string Id), TrialAnnotation> _seen = [];
    private readonly Dictionary<string, string> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TrialAnnotation> _first = new(StringComparer.Ordinal);

    public void Read(string path, string text, IReadOnlyDictionary<string, AnnotationDraw> draws)
    {
        string source = VisibleText.Of(path);
        char? told = null;
        // A line by which Excel is told the separator.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4) told = text[4];
        char separator = told ?? Separators.Select(static candidate => candidate[0]).MaxBy(candidate => Header(text, candidate, source).Count(IsKnown));
        List<CsvRow> records = [.. CsvReader.Read(text, separator, source, errors).Skip(told is null ? 0 : 1)];
        if (records.Count == 0)
        {
            if (text.AsSpan().Trim().IsEmpty) errors.Add(new InputError(source, null, null, "nothing", "a line of column names and rows"));
            return;
        }

        Dictionary<string, int>? columns = Columns(records[0], source);
        if (columns is null) return;
        foreach (CsvRow record in records.Skip(1)) ReadRow(record, columns, path, source, draws);
    }

    private static IReadOnlyList<string> Header(string text, char separator, string source) => CsvReader.Read(text, separator, source, []).FirstOrDefault()?.Cells ?? [];

    private static bool IsKnown(string name) => name.Trim().ToLowerInvariant() is
        "id" or "label" or "note" or "annotator" or "draw" or "stratum" or "inclusionprobability" or "prompt" or "response" or "target" or "language" or "role";

    private Dictionary<string, int>? Columns(CsvRow header, string source)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        int before = errors.Count;
        for (int i = 0; i < header.Cells.Count; i++)
        {
            string name = header.Cells[i].Trim();
            if (!columns.TryAdd(name, i) && IsKnown(name)) errors.Add(new InputError(source, header.Line, name, "the column twice", "one column of that name"));
        }

        foreach (string needed in new[] { AnnotationColumns.Id, AnnotationColumns.Label })
        {
            if (!columns.ContainsKey(needed)) errors.Add(new InputError(source, header.Line, needed, "no such column", $"the columns {AnnotationColumns.Id} and {AnnotationColumns.Label} in the first line"));
        }

        if (!columns.ContainsKey(AnnotationColumns.Draw) && !columns.ContainsKey(AnnotationColumns.InclusionProbability))
            errors.Add(new InputError(source, header.Line, AnnotationColumns.Draw, "no such column", $"the column {AnnotationColumns.Draw} as it was written, or {AnnotationColumns.InclusionProbability} in a sample of your own"));
        return errors.Count == before ? columns : null;
    }

    private void ReadRow(CsvRow record, Dictionary<string, int> columns, string path, string source, IReadOnlyDictionary<string, AnnotationDraw> draws)
    {
        int before = errors.Count;
        string id = Cell(AnnotationColumns.Id);
        if (id.Length == 0) Add(AnnotationColumns.Id, "an empty cell", "the id of a trial, as it was written");
        string annotator = Cell(AnnotationColumns.Annotator);
        AnnotationLabel? label = ReadLabel(Cell(AnnotationColumns.Label));
        string named = Cell(AnnotationColumns.Draw);
        AnnotationDraw? draw = named.Length > 0 ? FindDraw(named) : null;
        DrawnStratum? drawn = draw is not null && id.Length > 0 ? FindStratum(draw) : null;
        string stratum = drawn?.Name ?? Cell(AnnotationColumns.Stratum);
        double? probability = drawn?.InclusionProbability ?? (named.Length > 0 ? null : ReadProbability(Cell(AnnotationColumns.InclusionProbability)));
        if (errors.Count > before) return;
        annotator = annotator.Length > 0 ? annotator : Path.GetFileNameWithoutExtension(path).Trim();
        if (!_people.TryAdd(annotator, annotator)) annotator = _people[annotator];

        var row = new TrialAnnotation
        {
            Source = source, Line = record.Line, Id = id, Annotator = annotator, Label = label,
            Note = Cell(AnnotationColumns.Note), Stratum = stratum.Length > 0 ? stratum : null, InclusionProbability = probability!.Value, Draw = draw,
        };
        TrialAnnotation first = _first.TryGetValue(id, out TrialAnnotation? known) ? known : _first[id] = row;
        if (!_seen.TryAdd((row.Annotator, id), row))
        {
            TrialAnnotation other = _seen[(row.Annotator, id)];
            Add(AnnotationColumns.Id, $"{VisibleText.Quote(id)} by {VisibleText.Quote(row.Annotator)} a second time, after {other.Source}:{other.Line}", "every trial once per person; name them in files or a column 'annotator'");
        }
        else if (first.Draw?.Draw != draw?.Draw || first.InclusionProbability != row.InclusionProbability || !string.Equals(first.Stratum, row.Stratum, StringComparison.Ordinal))
        {
            Add(draw is not null ? AnnotationColumns.Draw : stratum.Length > 0 ? AnnotationColumns.Stratum : AnnotationColumns.InclusionProbability, "another than for the same trial before", $"what stands at {first.Source}:{first.Line}, as in files of one sample");
        }
        else
        {
            rows.Add(row);
        }

        string Cell(string name) => columns.TryGetValue(name, out int at) && at < record.Cells.Count ? SpreadsheetCell.Restore(record.Cells[at].Trim()) : "";

        void Add(string field, string found, string expected) => errors.Add(new InputError(source, record.Line, field, found, expected));

        AnnotationLabel? ReadLabel(string text)
        {
            if (text.Length == 0) return null;
            if (Labels.TryGetValue(text, out AnnotationLabel known)) return known;
            Add(AnnotationColumns.Label, VisibleText.Quote(text), $"one of {string.Join(", ", Labels.Keys)}, or nothing");
            return null;
        }

        AnnotationDraw? FindDraw(string name)
        {
            if (draws.TryGetValue(name, out AnnotationDraw? found)) return found;
            Add(AnnotationColumns.Draw, VisibleText.Quote(name), $"a draw whose file *{AnnotationDraw.FileEnding}, written beside the sample and not changed since, stands in the folder of this one");
            return null;
        }

        DrawnStratum? FindStratum(AnnotationDraw of)
        {
            if (of.ByTrial.TryGetValue(id, out DrawnStratum? found)) return found;
            Add(AnnotationColumns.Id, VisibleText.Quote(id), $"a trial of the draw {VisibleText.Quote(of.Draw)}");
            return null;
        }

        double? ReadProbability(string text)
        {
            // A spreadsheet may write a decimal comma.
            if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double given) && given is > 0 and <= 1) return given;
            bool hasNoColumn = !columns.ContainsKey(AnnotationColumns.InclusionProbability);
            Add(hasNoColumn ? AnnotationColumns.Draw : AnnotationColumns.InclusionProbability, VisibleText.Quote(text), hasNoColumn ? "the name of the draw, as it was written" : "a number above 0 and up to 1");
            return null;
        }
    }
}
