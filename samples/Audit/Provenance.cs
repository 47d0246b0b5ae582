using CensorshipEval.Analysis;

namespace CensorshipEval.Samples.Audit;

/// <summary>Where models come from: the user's own file before the built-in table.</summary>
internal static class Provenance
{
    public static async Task<ModelProvenanceTable> LoadAsync(AuditOptions options, CancellationToken cancellationToken) =>
        options.Provenance is { } file ? await ModelProvenanceTable.LoadAsync(file, cancellationToken) : ModelProvenanceTable.BuiltIn;
}
