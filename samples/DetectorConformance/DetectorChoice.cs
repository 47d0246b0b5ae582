using CensorshipEval.Detection;

namespace CensorshipEval.Samples.DetectorConformance;

/// <summary>The detectors that can be scored.</summary>
internal static class DetectorChoice
{
    public const string Default = "default";
    private const string Phrases = "phrases";
    private const string Classifier = "classifier";

    /// <summary>The detector of a name; <see langword="null"/> with an error where there is none.</summary>
    public static IRefusalDetector? Create(string name, string? weights, List<InputError> errors)
    {
        if (weights is not null && name is not Classifier)
        {
            errors.Add(new InputError("--weights", null, null, $"the detector '{name}'", "--detector classifier beside it"));
            return null;
        }

        switch (name)
        {
            case Default: return new DefaultRefusalDetector();
            case Phrases: return new PhraseRefusalDetector();
            case Classifier: return LoadClassifier(weights, errors) is { } classifier ? new ClassifierRefusalDetector(classifier) : null;
            default:
                errors.Add(new InputError("--detector", null, null, $"'{VisibleText.Of(name)}'", $"one of {Default}, {Phrases}, {Classifier}"));
                return null;
        }
    }

    // The place where weights come in, built-in ones or a file's.
    private static RefusalClassifier? LoadClassifier(string? weights, List<InputError> errors)
    {
        if (weights is null)
        {
            errors.Add(new InputError("--detector", null, null, "'classifier', of which this version has no built-in weights", "--weights beside it"));
            return null;
        }

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
