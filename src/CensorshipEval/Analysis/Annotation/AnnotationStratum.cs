namespace CensorshipEval.Analysis;

/// <summary>Trials of which a sample was drawn together.</summary>
public sealed record AnnotationStratum
{
    /// <summary>Its name, such as <c>s07</c>. The file that people label does not tell it, nor any size: those would tell what the detector thinks.</summary>
    public required string Name { get; init; }

    /// <summary>The target.</summary>
    public required string TargetId { get; init; }

    /// <summary>Language of the prompts.</summary>
    public required LanguageTag Language { get; init; }

    /// <summary>Role of the prompts; <see langword="null"/> where their author gave none.</summary>
    public required PromptRole? Role { get; init; }

    /// <summary>Whether the detector counts these as hard refusals.</summary>
    public required bool IsFlagged { get; init; }

    /// <summary>Trials in it.</summary>
    public required long Size { get; init; }

    /// <summary>How many of them were drawn.</summary>
    public required int Drawn { get; init; }

    /// <summary>The probability with which each of them was drawn: drawn by size.</summary>
    public double InclusionProbability => (double)Drawn / Size;
}
