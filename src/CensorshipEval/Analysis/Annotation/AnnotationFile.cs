using CensorshipEval.Csv;

namespace CensorshipEval.Analysis;

/// <summary>Reads what people have labelled.</summary>
public static class AnnotationFile
{
    /// <summary>
    /// Reads CSV files as spreadsheets save them: commas, semicolons or tabs between cells, any line ends, UTF-8 with or without a mark or UTF-16 with one,
    /// columns in any order. Needed are <c>id</c>, <c>label</c> and <c>draw</c> as they were written, and in the same folder the file <c>.strata.json</c> of that draw; <c>note</c> and
    /// <c>annotator</c> are read where they are; others are ignored. A sample of your own making has <c>inclusionProbability</c> in the place of <c>draw</c>, and may have <c>stratum</c>. Labels, in any case: <c>answer</c>, <c>partial</c>, <c>evasive</c>, <c>refusal</c>,
    /// <c>unclear</c>, or nothing.
    /// </summary>
    /// <param name="paths">One file per person, or files with a column <c>annotator</c>. People's names are compared without case.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Every row, the unlabelled ones included, in the order of the files.</returns>
    /// <exception cref="InputException">A file cannot be used; holds every error of all files.</exception>
    public static async Task<IReadOnlyList<TrialAnnotation>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var errors = new List<InputError>();
        var rows = new List<TrialAnnotation>();
        var reader = new AnnotationReader(rows, errors);
        var draws = new AnnotationDraws();
        foreach (string path in paths)
        {
            if (await CsvText.ReadAsync(path, errors, cancellationToken).ConfigureAwait(false) is { } text)
                reader.Read(path, text, await draws.BesideAsync(path, cancellationToken).ConfigureAwait(false));
        }

        return errors.Count == 0 ? rows : throw new InputException(errors);
    }
}
