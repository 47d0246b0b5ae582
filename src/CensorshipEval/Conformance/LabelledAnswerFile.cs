using System.Runtime.CompilerServices;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;

namespace CensorshipEval.Conformance;

/// <summary>
/// Labelled answers in JSON Lines: <c>id, model, language, prompt, response, label</c> and, where known, <c>source, finishReason, reasoning</c> on each line.
/// A label is one of <c>answer</c>, <c>partial</c>, <c>evasive</c> and <c>refusal</c>; other fields are ignored.
/// </summary>
public static class LabelledAnswerFile
{
    /// <summary>
    /// Reads a file row by row, never more than one in memory. From the first row that cannot be used on, nothing is returned; the file is read to its end
    /// all the same, so that everything wrong with it is told at once.
    /// </summary>
    /// <param name="path">The file. Its name without extension is the source of rows that name none.</param>
    /// <param name="unnamedModel">The model of a row that names none, from its prompt; <see langword="null"/> when every row must name its own.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows in their order. Reasoning between think tags at the head of a response is told apart, where the row has no <c>reasoning</c>.</returns>
    /// <exception cref="InputException">The file, or a row of it, cannot be used; holds every error.</exception>
    public static async IAsyncEnumerable<LabelledAnswer> ReadAsync(
        string path, Func<string, string>? unnamedModel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var errors = new List<InputError>();
        var rows = new LabelledAnswerReader(path, unnamedModel, errors);
        bool any = false;
        FileStream stream = Open(path);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (JsonLine line in JsonLinesReader.ReadAsync(stream, path, cancellationToken).ConfigureAwait(false))
            {
                any = true;
                LabelledAnswer? answer = rows.Read(line);
                if (answer is not null && errors.Count == 0) yield return answer;
            }
        }

        if (!any) errors.Add(new InputError(VisibleText.Of(path), null, null, "no rows", "at least one labelled answer"));
        if (errors.Count > 0) throw new InputException(errors);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string found = exception is FileNotFoundException or DirectoryNotFoundException ? "no such file"
                : Directory.Exists(path) ? "a folder"
                : VisibleText.Of(exception.Message);
            throw new InputException(new InputError(VisibleText.Of(path), null, null, found, "a JSON Lines file that can be read"));
        }
    }
}
