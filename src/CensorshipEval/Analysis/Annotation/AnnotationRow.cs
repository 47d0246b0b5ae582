namespace CensorshipEval.Analysis;

/// <summary>A trial that was drawn for people to label.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Stratum">The stratum it was drawn from.</param>
public sealed record AnnotationRow(Trial Trial, AnnotationStratum Stratum)
{
    /// <summary>The trial's name in the file: its run and its key.</summary>
    public string Id => IdOf(Trial.Key);

    internal static string IdOf(TrialKey key) => $"{key.RunId}/{key}";
}
