namespace CensorshipEval.Analysis;

/// <summary>One row of a file that a person has labelled.</summary>
public sealed record TrialAnnotation
{
    /// <summary>The file.</summary>
    public required string Source { get; init; }

    /// <summary>Line on which the row begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The trial: <see cref="AnnotationRow.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Who labelled: the column <c>annotator</c>, else the name of the file.</summary>
    public required string Annotator { get; init; }

    /// <summary>The label; <see langword="null"/> where the cell was left empty.</summary>
    public AnnotationLabel? Label { get; init; }

    /// <summary>What the person wrote beside it; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Name of the stratum; <see langword="null"/> where none is named, in a file of another's making.</summary>
    public string? Stratum { get; init; }

    /// <summary>The probability with which the trial was drawn, above 0 and up to 1.</summary>
    public required double InclusionProbability { get; init; }

    /// <summary>The draw; <see langword="null"/> for a row of another's making.</summary>
    internal AnnotationDraw? Draw { get; init; }
}
