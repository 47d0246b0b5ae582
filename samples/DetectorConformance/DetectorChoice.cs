using CensorshipEval.Detection;

namespace CensorshipEval.Samples.DetectorConformance;

/// <summary>The detectors that can be scored.</summary>
internal static class DetectorChoice
{
    public const string Default = "default";
    private const string Phrases = "phrases";
    private const string Classifier = "classifier";
    private const string List = "list";

    /// <summary>The detector of a name; <see langword="null"/> with an error where there is none.</summary>
    public static IRefusalDetector? Create(string name, string? weights, string? phrases, List<InputError> errors)
    {
        if (weights is not null && name is not (Default or Classifier))
        {
            errors.Add(new InputError("--weights", null, null, $"the detector '{name}'", "--detector default or classifier beside it"));
            return null;
        }

        if (phrases is null == name is List)
        {
            errors.Add(new InputError("--phrases", null, null, name is List ? "nothing" : $"the detector '{name}'", name is List ? "a file of phrases, one a line" : "--detector list beside it"));
            return null;
        }

        switch (name)
        {
            case Default: return LoadClassifier(weights, errors) is { } ofDefault ? new DefaultRefusalDetector(ofDefault) : null;
            case Phrases: return new PhraseRefusalDetector();
            case Classifier: return LoadClassifier(weights, errors) is { } classifier ? new ClassifierRefusalDetector(classifier) : null;
            case List: return LoadPhrases(phrases!, errors) is { } list ? new PhraseListDetector(list) : null;
            default:
                errors.Add(new InputError("--detector", null, null, $"'{VisibleText.Of(name)}'", $"one of {Default}, {Phrases}, {Classifier}, {List}"));
                return null;
        }
    }

    private static string[]? LoadPhrases(string path, List<InputError> errors)
    {
        try
        {
            string[] phrases = [.. File.ReadLines(path).Select(static line => line.Trim()).Where(static line => line.Length > 0)];
            if (phrases.Length > 0) return phrases;
            errors.Add(new InputError("--phrases", null, null, $"nothing in '{VisibleText.Of(path)}'", "a phrase a line"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add(new InputError("--phrases", null, null, VisibleText.Of(exception.Message), "a file of phrases, one a line"));
        }

        return null;
    }

    private static RefusalClassifier? LoadClassifier(string? weights, List<InputError> errors)
    {
        if (weights is null) return RefusalClassifier.BuiltIn;
        try
        {
            using FileStream stream = File.OpenRead(weights);
            return RefusalClassifier.Load(stream);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            string found = exception is FileNotFoundException or DirectoryNotFoundException ? "no such file" : VisibleText.Of(exception.Message);
            errors.Add(new InputError("--weights", null, null, $"{found} ('{VisibleText.Of(weights)}')", "a file that samples/TrainClassifier wrote"));
            return null;
        }
    }
}
