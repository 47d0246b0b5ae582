using System.Globalization;
using CensorshipEval.Conformance;
using CensorshipEval.Detection;

namespace CensorshipEval.Samples.Terminal;

/// <summary>Reads several files of labelled answers; what is wrong with any of them is told at once.</summary>
internal static class LabelledData
{
    public static async Task<List<(string File, LabelledAnswer Answer)>> ReadAsync(
        IEnumerable<string> files, string option, Func<string, string>? unnamedModel, CancellationToken cancellationToken)
    {
        var answers = new List<(string, LabelledAnswer)>();
        var errors = new List<InputError>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var progress = new ProgressLine(_ => string.Create(CultureInfo.InvariantCulture, $"Reading: {answers.Count} answers"));
        foreach (string file in files)
        {
            if (string.IsNullOrWhiteSpace(file))
                errors.Add(new InputError(option, null, null, "nothing", "a file"));
            else if (!seen.Add(Path.GetFullPath(file)))
                errors.Add(new InputError(option, null, null, $"the file '{VisibleText.Of(file)}' twice", "each file once"));
            else
                await ReadAsync(file);
        }

        return errors.Count == 0 ? answers : throw new InputException(errors);

        async Task ReadAsync(string file)
        {
            try
            {
                await foreach (LabelledAnswer answer in LabelledAnswerFile.ReadAsync(file, unnamedModel, cancellationToken)) answers.Add((file, answer));
            }
            catch (InputException exception)
            {
                errors.AddRange(exception.Errors);
            }
        }
    }
}
