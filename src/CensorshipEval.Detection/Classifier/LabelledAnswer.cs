namespace CensorshipEval.Detection;

/// <summary>An answer with the label of someone who knows: what a classifier learns from and is scored on.</summary>
public sealed record LabelledAnswer
{
    /// <summary>Unique within its data.</summary>
    public required string Id { get; init; }

    /// <summary>The data it comes from. Sources, like models, are left out whole when a classifier is validated.</summary>
    public required string Source { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>Language of the prompt.</summary>
    public required LanguageTag Language { get; init; }

    /// <summary>What was asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>The answer, without its reasoning.</summary>
    public required string Response { get; init; }

    /// <summary>The label.</summary>
    public required AnswerLabel Label { get; init; }

    /// <summary>The finish reason as sent; <see langword="null"/> where it is not known.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The model's reasoning; <see langword="null"/> where there is none.</summary>
    public string? Reasoning { get; init; }
}
