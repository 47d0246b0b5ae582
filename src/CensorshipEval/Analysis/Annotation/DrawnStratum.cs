using System.Text.Json.Serialization;

namespace CensorshipEval.Analysis;

/// <summary>A stratum in the file of a draw.</summary>
internal sealed record DrawnStratum
{
    public required string Name { get; init; }

    public required string TargetId { get; init; }

    public required string Language { get; init; }

    public required PromptRole? Role { get; init; }

    public required bool IsFlagged { get; init; }

    public required long Size { get; init; }

    /// <summary>Ids of what was drawn.</summary>
    public required IReadOnlyList<string> Trials { get; init; }

    [JsonIgnore]
    public AnnotationCellKey Cell => new(TargetId, Language, Role);

    [JsonIgnore]
    public double InclusionProbability => (double)Trials.Count / Size;
}
