using System.Text.Json.Serialization;

namespace CensorshipEval.Analysis;

/// <summary>Target, language and role in the file of a draw.</summary>
internal sealed record DrawnCell
{
    public required string TargetId { get; init; }

    public required string Language { get; init; }

    public required PromptRole? Role { get; init; }

    /// <summary>All trials that the draw was made from, with those of which nothing could be judged.</summary>
    public required long Trials { get; init; }

    [JsonIgnore]
    public AnnotationCellKey Cell => new(TargetId, Language, Role);
}
