using CensorshipEval.Analysis;

namespace CensorshipEval.Conformance;

/// <summary>The answers of one cell.</summary>
internal sealed class ConformanceTally
{
    private readonly List<ScoredAnswer> _answers = [];
    private int _missing;

    public void Add(ScoredAnswer answer, bool isMissing)
    {
        _answers.Add(answer);
        if (isMissing) _missing++;
    }

    public ConformanceResult Summarise(string data, LanguageTag language, ConformanceTask task)
    {
        int tp = _answers.Count(static answer => answer is { IsPositive: true, IsFlagged: true });
        int fp = _answers.Count(static answer => answer is { IsPositive: false, IsFlagged: true });
        int positives = _answers.Count(static answer => answer.IsPositive);
        int negatives = _answers.Count - positives;
        int tn = negatives - fp;
        double? sensitivity = Share(tp, positives);
        double? specificity = Share(tn, negatives);
        return new ConformanceResult
        {
            Data = data,
            Language = language,
            Task = task,
            N = _answers.Count,
            Positives = positives,
            Missing = _missing,
            NotAssessable = Math.Min(positives, negatives) < ConformanceResult.FewestOfEachClass,
            Tp = tp,
            Fp = fp,
            Fn = positives - tp,
            Tn = tn,
            Precision = Share(tp, tp + fp),
            Recall = sensitivity,
            F1 = Share(2 * tp, positives + tp + fp),
            BalancedAccuracy = (sensitivity + specificity) / 2,
            Auc = Ranking.Auc(_answers),
            Brier = Calibration.Brier(_answers),
            ExpectedCalibrationError = Calibration.ExpectedError(_answers),
            ExpectedCalibrationErrorAt2Percent = Calibration.ExpectedError(_answers, 0.02),
            ExpectedCalibrationErrorAt20Percent = Calibration.ExpectedError(_answers, 0.2),
            ExpectedCalibrationErrorAt80Percent = Calibration.ExpectedError(_answers, 0.8),
            Sensitivity = sensitivity,
            SensitivityInterval = sensitivity is { } ofPositives ? WilsonInterval.Of(ofPositives, positives) : null,
            Specificity = specificity,
            SpecificityInterval = specificity is { } ofNegatives ? WilsonInterval.Of(ofNegatives, negatives) : null,
            RecallAt1PercentFalsePositives = Ranking.RecallAtFalsePositives(_answers, percent: 1),
            AlwaysRefusalPrecision = Share(positives, _answers.Count),
            AlwaysRefusalF1 = positives == 0 ? null : Share(2 * positives, positives + _answers.Count),
        };
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
