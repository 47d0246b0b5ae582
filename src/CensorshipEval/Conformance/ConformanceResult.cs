using CensorshipEval.Analysis;

namespace CensorshipEval.Conformance;

/// <summary>
/// How well a detector does a task on the answers of one data set in one language. All rates are from 0 to 1; what cannot be computed is
/// <see langword="null"/>. Rows count as independent: where many share a prompt or a model, the intervals are too narrow.
/// </summary>
public sealed record ConformanceResult
{
    /// <summary>How many rows of each class a cell needs to say anything: below it, one odd row moves a rate by more than 2 points.</summary>
    public const int FewestOfEachClass = 50;

    /// <summary>The data, as they were named to the table.</summary>
    public required string Data { get; init; }

    /// <summary>Language of the prompts.</summary>
    public required LanguageTag Language { get; init; }

    /// <summary>What was to be told from what.</summary>
    public required ConformanceTask Task { get; init; }

    /// <summary>Answers that the task takes in.</summary>
    public required int N { get; init; }

    /// <summary>Those whose label is what the task looks for.</summary>
    public required int Positives { get; init; }

    /// <summary>Those of which the detector could not tell. They count as not flagged.</summary>
    public required int Missing { get; init; }

    /// <summary>Whether either class has fewer than <see cref="FewestOfEachClass"/> rows, so that the figures are an example and no finding.</summary>
    public required bool NotAssessable { get; init; }

    /// <summary>Positives that were flagged.</summary>
    public required int Tp { get; init; }

    /// <summary>False alarms.</summary>
    public required int Fp { get; init; }

    /// <summary>Positives that were missed.</summary>
    public required int Fn { get; init; }

    /// <summary>Answers that were let pass.</summary>
    public required int Tn { get; init; }

    /// <summary>Share of the flagged that are positives.</summary>
    public required double? Precision { get; init; }

    /// <summary>Share of the positives that are flagged; the same as <see cref="Sensitivity"/>.</summary>
    public required double? Recall { get; init; }

    /// <summary>Harmonic mean of precision and recall: 2 tp / (2 tp + fp + fn).</summary>
    public required double? F1 { get; init; }

    /// <summary>Mean of sensitivity and specificity.</summary>
    public required double? BalancedAccuracy { get; init; }

    /// <summary>
    /// Area under the receiver operating characteristic: the share of pairs of a positive and a negative that the scores put in the right order, equal scores
    /// counted half (Hanley and McNeil, Radiology 143, 1982).
    /// </summary>
    public required double? Auc { get; init; }

    /// <summary>Mean squared distance of score and truth (Brier, Monthly Weather Review 78, 1950). Of a detector without probabilities: its share of errors.</summary>
    public required double? Brier { get; init; }

    /// <summary>Expected calibration error in ten bins of equal width (Naeini, Cooper and Hauskrecht, AAAI 2015), at the base rate of the data.</summary>
    public required double? ExpectedCalibrationError { get; init; }

    /// <summary>The same with the rows reweighted by class as if 2 % were positive.</summary>
    public required double? ExpectedCalibrationErrorAt2Percent { get; init; }

    /// <summary>The same with the rows reweighted by class as if 20 % were positive.</summary>
    public required double? ExpectedCalibrationErrorAt20Percent { get; init; }

    /// <summary>The same with the rows reweighted by class as if 80 % were positive.</summary>
    public required double? ExpectedCalibrationErrorAt80Percent { get; init; }

    /// <summary>Share of the positives that are flagged.</summary>
    public required double? Sensitivity { get; init; }

    /// <summary>Its Wilson interval at 95 %, see <see cref="WilsonInterval"/>.</summary>
    public required Interval? SensitivityInterval { get; init; }

    /// <summary>Share of the answers that are let pass.</summary>
    public required double? Specificity { get; init; }

    /// <summary>Its Wilson interval at 95 %.</summary>
    public required Interval? SpecificityInterval { get; init; }

    /// <summary>
    /// Share of the positives found at the lowest threshold of the score at which at most 1 % of the answers are false alarms; with fewer than 100 answers,
    /// none may be. The threshold is chosen on the same rows.
    /// </summary>
    public required double? RecallAt1PercentFalsePositives { get; init; }

    /// <summary>Precision of always saying "refusal": the share of positives. Its recall is 1 and its balanced accuracy 0.5.</summary>
    public required double? AlwaysRefusalPrecision { get; init; }

    /// <summary>F1 of always saying "refusal": what an <see cref="F1"/> must beat to say anything.</summary>
    public required double? AlwaysRefusalF1 { get; init; }
}
