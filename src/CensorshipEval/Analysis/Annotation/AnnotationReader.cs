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
    private readonly Dictionary<string, TrialAnnotation> _first = new(StringComparer.Ordinal);

    public void Read(string path, string text)
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
        foreach (CsvRow record in records.Skip(1)) ReadRow(record, columns, path, source);
    }

    private static IReadOnlyList<string> Header(string text, char separator, string source) => CsvReader.Read(text, separator, source, []).FirstOrDefault()?.Cells ?? [];

    private static bool IsKnown(string name) => name.Trim().ToLowerInvariant() is
        "id" or "label" or "note" or "annotator" or "stratum" or "inclusionprobability" or "prompt" or "response" or "target" or "language" or "role";

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

        if (!columns.ContainsKey(AnnotationColumns.Stratum) && !columns.ContainsKey(AnnotationColumns.InclusionProbability))
            errors.Add(new InputError(source, header.Line, AnnotationColumns.Stratum, "no such column", $"the column {AnnotationColumns.Stratum} or {AnnotationColumns.InclusionProbability}, as it was written"));
        return errors.Count == before ? columns : null;
    }

    private void ReadRow(CsvRow record, Dictionary<string, int> columns, string path, string source)
    {
        int before = errors.Count;
        string id = Cell(AnnotationColumns.Id);
        if (id.Length == 0) Add(AnnotationColumns.Id, "an empty cell", "the id of a trial, as it was written");
        string annotator = Cell(AnnotationColumns.Annotator);
        AnnotationLabel? label = ReadLabel(Cell(AnnotationColumns.Label));
        string stratum = Cell(AnnotationColumns.Stratum);
        double? probability = ReadProbability(stratum, Cell(AnnotationColumns.InclusionProbability));
        if (errors.Count > before) return;

        var row = new TrialAnnotation
        {
            Source = source, Line = record.Line, Id = id, Annotator = annotator.Length > 0 ? annotator : Path.GetFileNameWithoutExtension(path), Label = label,
            Note = Cell(AnnotationColumns.Note), Stratum = stratum.Length > 0 ? stratum : null, InclusionProbability = probability!.Value,
        };
        TrialAnnotation first = _first.TryGetValue(id, out TrialAnnotation? known) ? known : _first[id] = row;
        if (!_seen.TryAdd((row.Annotator, id), row))
        {
            TrialAnnotation other = _seen[(row.Annotator, id)];
            Add(AnnotationColumns.Id, $"{VisibleText.Quote(id)} by {VisibleText.Quote(row.Annotator)} a second time, after {other.Source}:{other.Line}", "every trial once per person; name them in files or a column 'annotator'");
        }
        else if (first.InclusionProbability != row.InclusionProbability || !string.Equals(first.Stratum, row.Stratum, StringComparison.Ordinal))
        {
            Add(stratum.Length > 0 ? AnnotationColumns.Stratum : AnnotationColumns.InclusionProbability, "another than for the same trial before", $"what stands at {first.Source}:{first.Line}, as in files of one sample");
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

        double? ReadProbability(string name, string text)
        {
            if (StratumName.InclusionProbability(name) is { } ofStratum) return ofStratum;
            // A spreadsheet may write a decimal comma.
            if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double given) && given is > 0 and <= 1) return given;
            bool byStratum = name.Length > 0 && text.Length == 0;
            Add(
                byStratum ? AnnotationColumns.Stratum : AnnotationColumns.InclusionProbability, byStratum ? VisibleText.Quote(name) : VisibleText.Quote(text),
                byStratum ? "a stratum as it was written, such as 's07 20/350'" : "a number above 0 and up to 1");
            return null;
        }
    }
}
