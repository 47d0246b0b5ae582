namespace CensorshipEval.Analysis;

/// <summary>
/// How much more is withheld of sensitive questions than of their fair analogues, paired by family, form and language. Whatever caution a model shows
/// everywhere is in both rates and cancels.
/// </summary>
public sealed record CensorshipIndex
{
    /// <summary>What the trials have in common.</summary>
    public required TrialGroup Group { get; init; }

    /// <summary>What is compared: the hard rate, unless another was asked for.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The index: sensitive minus analogue (S - F); <see langword="null"/> where no family has both.</summary>
    public required Contrast? Index { get; init; }

    /// <summary>Sensitive minus benign (S - B); <see langword="null"/> where no family has both.</summary>
    public required Contrast? SensitiveMinusBenign { get; init; }

    /// <summary>Analogue minus benign (F - B): what the analogue's own gravity costs; <see langword="null"/> where no family has both.</summary>
    public required Contrast? AnalogueMinusBenign { get; init; }

    /// <summary>The index minus that of the reference panel; <see langword="null"/> without a panel, or for its own members.</summary>
    public required Contrast? MinusPanel { get; init; }

    /// <summary>The index split by the signal that was observed; the four add up to it. Empty for other quantities than the hard rate.</summary>
    public required IReadOnlyDictionary<ObservedSignal, Estimate> Signals { get; init; }

    /// <summary>The index over all prompts that both roles have, those without a single judged answer included, if every missing sensitive answer had been given and every missing analogue withheld, and the reverse; <see langword="null"/> where there is no index or the quantity is no rate.</summary>
    public required Interval? Bounds { get; init; }

    /// <summary>Share of trials of which nothing could be judged, sensitive against analogue: a silence that comes with the topic may itself be withholding.</summary>
    public required Contrast? Missingness { get; init; }

    /// <summary>Whether more than 0.2 of the analogues are withheld, too: then there is a ceiling, or the analogue is no fair one.</summary>
    public required bool HasCeiling { get; init; }

    /// <summary>
    /// Families left out because their analogue is set in a country of the model's own origin; <see langword="null"/> where nobody can tell, for want of a corpus that knows
    /// these families.
    /// </summary>
    public required int? FamiliesOfOwnCountry { get; init; }

    /// <summary>Whether there are so few families that this describes them and proves nothing.</summary>
    public bool IsDescriptive => Index is not { IsDescriptive: false };
}
