using CensorshipEval.Detection;

namespace CensorshipEval.Samples.TrainClassifier;

/// <summary>The place where trained weights leave the program.</summary>
internal static class WeightsFile
{
    /// <summary>What keeps weights from being written; told before the training rather than after it.</summary>
    public static IEnumerable<InputError> Obstacles(string path) =>
        [new InputError("--out", null, null, $"'{VisibleText.Of(path)}'", "nothing: this version cannot write weights yet")];

    public static Task WriteAsync(string path, RefusalClassifier classifier, CancellationToken cancellationToken) =>
        throw new InputException([.. Obstacles(path)]);
}
