namespace CensorshipEval;

/// <summary>A public source that a family rests on.</summary>
public sealed record SourceReference
{
    /// <summary>Name within the family, by which key facts refer to it.</summary>
    public required string Id { get; init; }

    /// <summary>Title of the work.</summary>
    public required string Title { get; init; }

    /// <summary>Who published it.</summary>
    public required string Publisher { get; init; }

    /// <summary>Year of publication.</summary>
    public required int Year { get; init; }
}
