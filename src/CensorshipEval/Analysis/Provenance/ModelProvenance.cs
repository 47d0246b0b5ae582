namespace CensorshipEval.Analysis;

/// <summary>Where a model comes from. What is not known is <see langword="null"/>.</summary>
public sealed record ModelProvenance
{
    /// <summary>Nothing is known.</summary>
    public static ModelProvenance Unknown { get; } = new();

    /// <summary>Who trained the model; of a distilled or fine-tuned one, who did the last training.</summary>
    public string? Developer { get; init; }

    /// <summary>Where <see cref="Publisher"/>, or else <see cref="Developer"/>, has its seat.</summary>
    public Jurisdiction? Country { get; init; }

    /// <summary>Whether its weights can be downloaded.</summary>
    public ModelWeights Weights { get; init; }

    /// <summary>The model whose weights it was distilled into or fine-tuned from; <see langword="null"/> for one trained from scratch, and where it is not told.</summary>
    public string? BaseModel { get; init; }

    /// <summary>Who trained <see cref="BaseModel"/>.</summary>
    public string? BaseDeveloper { get; init; }

    /// <summary>Where <see cref="BaseDeveloper"/> has its seat.</summary>
    public Jurisdiction? BaseCountry { get; init; }

    /// <summary>Who published this distilled or fine-tuned model; <see langword="null"/> where <see cref="BaseModel"/> is.</summary>
    public string? Publisher { get; init; }

    /// <summary>Where this can be read.</summary>
    public ProvenanceSource? Source { get; init; }

    /// <summary>The month, as its first day, or the day for which it is stated.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The countries of the publisher or developer and of the base model, each once, in that order. Unknown ones are left out.</summary>
    public IReadOnlyList<Jurisdiction> Origins =>
    [
        .. new[] { Country, BaseCountry }.OfType<Jurisdiction>().Where(static country => country != Jurisdiction.None).Distinct(),
    ];
}
