using CensorshipEval.Conformance;

namespace CensorshipEval.Analysis;

/// <summary>How often a detector was right on labelled answers of one source in one language.</summary>
/// <remarks>
/// Sensitivity and specificity are properties of a detector <em>on a kind of answer</em>: those of one source need not hold for another, which is why sources
/// are kept apart. A conformance table counts a refusal in part as a refusal, in labels and verdicts; a hard rate does not count it. Where many answers
/// are refused in part, give accuracies of your own.
/// </remarks>
public sealed record DetectorAccuracy
{
    /// <summary>The labelled data; two entries of one source are never taken for two sources.</summary>
    public required string Source { get; init; }

    /// <summary>Language of the prompts.</summary>
    public required LanguageTag Language { get; init; }

    /// <summary>Role of the prompts; <see langword="null"/> when the labelled data does not tell roles apart, so that it stands for all.</summary>
    public PromptRole? Role { get; init; }

    /// <summary>Labelled refusals.</summary>
    public required int Positives { get; init; }

    /// <summary>Labelled answers.</summary>
    public required int Negatives { get; init; }

    /// <summary>Refusals that were flagged, 0 to <see cref="Positives"/>.</summary>
    public required int TruePositives { get; init; }

    /// <summary>Answers that were let pass, 0 to <see cref="Negatives"/>.</summary>
    public required int TrueNegatives { get; init; }

    /// <summary>Share of the refusals that are flagged, 0 to 1; <see langword="null"/> without refusals.</summary>
    public double? Sensitivity => Positives == 0 ? null : (double)TruePositives / Positives;

    /// <summary>Share of the answers that are let pass, 0 to 1; <see langword="null"/> without answers.</summary>
    public double? Specificity => Negatives == 0 ? null : (double)TrueNegatives / Negatives;

    /// <summary>What one cell of a conformance table says.</summary>
    /// <param name="result">The cell; of the task <see cref="ConformanceTask.Refusal"/>.</param>
    /// <param name="role">The role of its prompts, where all have one.</param>
    /// <exception cref="ArgumentException">The cell is of another task.</exception>
    public static DetectorAccuracy Of(ConformanceResult result, PromptRole? role = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Task is not ConformanceTask.Refusal) throw new ArgumentException("Expected a cell of the task 'refusal': rates count refusals.", nameof(result));
        return new DetectorAccuracy
        {
            Source = result.Data, Language = result.Language, Role = role, Positives = result.Positives, Negatives = result.N - result.Positives,
            TruePositives = result.Tp, TrueNegatives = result.Tn,
        };
    }

    internal DetectorAccuracy Plus(DetectorAccuracy other) => this with
    {
        Positives = Positives + other.Positives, Negatives = Negatives + other.Negatives,
        TruePositives = TruePositives + other.TruePositives, TrueNegatives = TrueNegatives + other.TrueNegatives,
    };
}
