namespace CensorshipEval.Guard;

/// <summary>A refusal as it happened.</summary>
public sealed record RefusalNotice
{
    /// <summary>What the detector says of the answer.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The model that was asked: that of the request, or the client's own; <c>unknown</c> where neither tells.</summary>
    public required string Model { get; init; }

    /// <summary>The model that says it answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>The language of the request; of the answer where the request is too short to tell.</summary>
    public LanguageTag Language { get; init; }

    /// <summary>The provider's id of the response.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Request and answer; <see langword="null"/> unless <see cref="RefusalGuardOptions.ShowContentToHandler"/> is set.</summary>
    public Exchange? Exchange { get; init; }
}
