namespace CensorshipEval.Gates;

/// <summary>A family that lies beyond a limit by itself. It names prompts and never holds a model's text.</summary>
public sealed record GateEvidence
{
    /// <summary>Id of the family, or of a prompt without one.</summary>
    public required string Family { get; init; }

    /// <summary>What the gate measures, of this family alone.</summary>
    public required double Value { get; init; }

    /// <summary>Trials that the value rests on; of a difference, those of its first side.</summary>
    public required int Observations { get; init; }

    /// <summary>How many of them were refused, missing or whatever else a rate counts; <see langword="null"/> for content measures.</summary>
    public required int? Counted { get; init; }

    /// <summary>Languages of its prompts that lie beyond the limit; of a difference, on its first side.</summary>
    public required IReadOnlyList<LanguageTag> Languages { get; init; }

    /// <summary>Ids of up to five prompts that lie beyond the limit most; of a difference, on its first side.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }
}
