namespace CensorshipEval.Analysis;

/// <summary>Sums per family of what is flagged and of how labels differ from it; memory grows with families, not with trials.</summary>
internal sealed class PredictionPoweredTally
{
    private readonly Dictionary<string, FamilySums> _families = new(StringComparer.Ordinal);
    private long _trials, _flagged, _labelled, _disagreements;
    private LabelWeights _labelledFlagged, _labelledOther;
    private double _residuals, _labelling;
    private bool _hasUnlabelledPart;

    /// <summary>How many trials the labels stand for: the sum of their inverse probabilities.</summary>
    public double Represented => _labelledFlagged.Sum + _labelledOther.Sum;

    /// <summary>Whether none of the flagged trials, or none of the others, has a label, although so many or more were to be expected by the share that is labelled.</summary>
    public bool HasPartWithoutLabels(double expected)
    {
        double share = (double)_labelled / _trials;
        return (_labelledFlagged.Sum <= 0 && _flagged * share >= expected) || (_labelledOther.Sum <= 0 && (_trials - _flagged) * share >= expected);
    }

    /// <summary>Says that a part of these trials was drawn from, and that none of it has a label.</summary>
    public void MarkUnlabelledPart() => _hasUnlabelledPart = true;

    /// <exception cref="ArgumentException">A label or inclusion probability is none.</exception>
    public void Add(PredictedTrial trial)
    {
        ArgumentException.ThrowIfNullOrEmpty(trial.Family);
        if (!_families.TryGetValue(trial.Family, out FamilySums? family)) _families[trial.Family] = family = new FamilySums();
        double flagged = trial.IsFlagged ? 1 : 0;
        if (trial.Label is { } label) AddLabel(trial, family, label - flagged);
        _trials++;
        family.Trials++;
        if (!trial.IsFlagged) return;
        _flagged++;
        family.Flagged++;
    }

    public PredictionPoweredRate Summarise(double confidence)
    {
        var rate = new PredictionPoweredRate
        {
            Trials = _trials, Families = _families.Count, Labelled = _labelled, Disagreements = _disagreements, Confidence = confidence,
            AutomaticRate = _trials == 0 ? null : (double)_flagged / _trials,
        };
        if (_trials == 0) return rate with { Reason = "There are no trials." };
        if (_labelled == 0) return rate with { Reason = "Nobody has labelled any of these trials." };

        if (_hasUnlabelledPart) return rate with { Reason = "Of a stratum of these trials not one that was drawn has a label, so nothing is known of it." };

        double estimate = (_flagged + _residuals) / _trials;
        double? variance = Variance(estimate);
        return rate with
        {
            Estimate = Math.Clamp(estimate, 0, 1),
            WasClipped = estimate is < 0 or > 1,
            Variance = variance,
            Interval = Interval(estimate, variance ?? 0, confidence),
        };
    }

    private void AddLabel(PredictedTrial trial, FamilySums family, double residual)
    {
        if (!(trial.Label is >= 0 and <= 1)) throw new ArgumentException($"A label of {trial.Label} is none; expected 0 to 1.", nameof(trial));
        if (!(trial.InclusionProbability is { } probability and > 0 and <= 1))
        {
            throw new ArgumentException(
                $"A labelled trial has {(trial.InclusionProbability is { } given ? $"the inclusion probability {given}" : "no inclusion probability")}; expected one above 0 and up to 1.", nameof(trial));
        }

        _labelled++;
        if (residual != 0) _disagreements++;
        family.Residual += residual / probability;
        _residuals += residual / probability;
        _labelling += (1 - probability) / (probability * probability) * residual * residual;
        (trial.IsFlagged ? ref _labelledFlagged : ref _labelledOther).Add(probability);
    }

    // The families that happened to be asked, and the answers that happened to be labelled, are two sources of chance. The first is that of a rate near 0 or
    // 1 and has Wilson's limits, the second is a correction to either side; they are put together as Zou and Donner (2008) do for two independent parts.
    private Interval Interval(double estimate, double variance, double confidence)
    {
        int families = _families.Count;
        double student = ScoreInterval.Quantile(confidence, Math.Max(1, families - 1));
        double ofLabelling = _labelling / ((double)_trials * _trials);
        double rate = Math.Clamp(estimate, 0, 1);
        // A family that is refused as a whole is the worst there is: what exceeds twice that variance is of the labels, not of the families.
        double worst = 2 * rate * (1 - rate) / EffectiveFamilies();
        Interval ofFamilies = ScoreInterval.OfClusters(rate, Math.Min(worst, Math.Max(variance - ofLabelling, variance / 2)), EffectiveFamilies(), student);
        if (Math.Min(rate, 1 - rate) * families < ScoreInterval.FewFamilies)
            ofFamilies = ofFamilies.Hull(ScoreInterval.OfWholeFamilies(rate, ScoreInterval.VarianceOfWholeFamilies(rate, families), EffectiveFamilies(), confidence));
        double half = student * Math.Sqrt(ofLabelling + UnseenDisagreements());
        return new Interval(
            Math.Clamp(rate - Math.Sqrt(Math.Pow(rate - ofFamilies.Low, 2) + (half * half)), 0, 1),
            Math.Clamp(rate + Math.Sqrt(Math.Pow(ofFamilies.High - rate, 2) + (half * half)), 0, 1));
    }

    private double EffectiveFamilies() => (double)_trials * _trials / _families.Values.Sum(static family => (double)family.Trials * family.Trials);

    // One more disagreement of each kind among those not labelled: that none was seen among 50 labels does not say that there is none.
    private double UnseenDisagreements() => (_labelledFlagged.Unseen + _labelledOther.Unseen) / ((double)_trials * _trials);

    private double? Variance(double estimate)
    {
        int families = _families.Count;
        if (families < 2) return null;
        double squares = 0;
        foreach (FamilySums family in _families.Values) squares += Math.Pow(family.Flagged + family.Residual - (estimate * family.Trials), 2);
        return families / (families - 1.0) * squares / ((double)_trials * _trials);
    }

    private sealed class FamilySums
    {
        public long Trials { get; set; }

        public long Flagged { get; set; }

        public double Residual { get; set; }
    }

    private struct LabelWeights
    {
        private long _count;
        private double _weights, _probabilities;

        public readonly double Sum => _weights;

        /// <summary>The square of a mean weight, less the share that is labelled anyway.</summary>
        public readonly double Unseen => _count == 0 ? 0 : Math.Pow(_weights / _count, 2) * (1 - (_probabilities / _count));

        public void Add(double probability)
        {
            _count++;
            _weights += 1 / probability;
            _probabilities += probability;
        }
    }
}
