using CensorshipEval.Analysis;

namespace CensorshipEval.Export;

/// <summary>What changed from one run to another.</summary>
internal sealed record ChangesDocument(string Earlier, string Later, IReadOnlyList<RunChange> Changes)
{
    public int FormatVersion { get; init; } = 1;
}
