namespace CensorshipEval.Samples.TrainClassifier;

/// <summary>What was asked for.</summary>
internal sealed record TrainOptions
{
    public required IReadOnlyList<string> Data { get; init; }

    public required bool OnlyData { get; init; }

    public required string? Out { get; init; }

    public required string WeightsVersion { get; init; }

    public required Validation? Validation { get; init; }

    /// <summary>Whether the validation scores the classifier without the phrases' part in the decision.</summary>
    public required bool ClassifierAlone { get; init; }

    /// <summary>From a model to the one that it is left out with.</summary>
    public required IReadOnlyDictionary<string, string> Siblings { get; init; }

    public required int Seed { get; init; }

    public required string? Json { get; init; }

    public required string? Markdown { get; init; }

    public required string? Errors { get; init; }
}

/// <summary>What is left out as a whole.</summary>
internal enum LeftOut
{
    Models,
    Sources,
    Languages,
}

/// <summary>How a classifier is validated; without a number of parts, one at a time is left out.</summary>
internal sealed record Validation(LeftOut LeftOut, int? Parts);
