namespace CensorshipEval.Analysis;

/// <summary>
/// A rate from the detector's word on every trial and people's word on a random sample of them: the sum of what is flagged, plus the sum over the sample of
/// (label - flagged) / inclusion probability, over the number of trials.
/// </summary>
/// <remarks>
/// The difference estimator of survey sampling (C.-E. Särndal, B. Swensson and J. Wretman, "Model Assisted Survey Sampling", 1992, chapter 6), known as
/// prediction-powered inference (A. N. Angelopoulos, S. Bates, C. Fannjiang, M. I. Jordan and T. Zrnic, Science 382, 2023). It is unbiased however wrong the
/// detector is; a good detector makes it precise. It holds for the run at hand and needs no labelled data from elsewhere. Its power parameter (PPI++) is not
/// tuned here: a detector worth using has it near 1.
/// </remarks>
public sealed record PredictionPoweredRate
{
    /// <summary>All trials.</summary>
    public required long Trials { get; init; }

    /// <summary>Families, or prompts without one.</summary>
    public required int Families { get; init; }

    /// <summary>Trials with a label.</summary>
    public required long Labelled { get; init; }

    /// <summary>Of these, those whose label is not what the detector says.</summary>
    public required long Disagreements { get; init; }

    /// <summary>The rate as the detector counts it, 0 to 1; <see langword="null"/> without trials.</summary>
    public required double? AutomaticRate { get; init; }

    /// <summary>The corrected rate, 0 to 1; <see langword="null"/> without labels.</summary>
    public double? Estimate { get; init; }

    /// <summary>Whether the formula gave a rate below 0 or above 1, as it may with few labels.</summary>
    public bool WasClipped { get; init; }

    /// <summary>
    /// Variance of the estimate before clipping, clustered by family: G/(G-1) times the sum of the squared residual totals of the families, over the square of
    /// the number of trials. <see langword="null"/> without an estimate, or with one family.
    /// </summary>
    public double? Variance { get; init; }

    /// <summary>
    /// Interval of the estimate; <see langword="null"/> without one. The limits of the automatic rate (Wilson, effective size, Student's t) and of its correction
    /// (± t standard errors, with one unseen disagreement of each kind added) put together with their correlation (Zou and Donner 2008). Always has width.
    /// </summary>
    public Interval? Interval { get; init; }

    /// <summary>Confidence level of the interval.</summary>
    public required double Confidence { get; init; }

    /// <summary>Why there is no estimate, in one sentence; <see langword="null"/> when there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>Computes it. Reads the trials once, one by one; memory grows with families.</summary>
    /// <param name="trials">Every trial of the rate, labelled or not. Labels of trials that are not among them must not be counted.</param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A label is not from 0 to 1, or comes without an inclusion probability above 0 and up to 1.</exception>
    public static PredictionPoweredRate Of(IEnumerable<PredictedTrial> trials, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (!(confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Expected a level between 0 and 1.");
        var tally = new PredictionPoweredTally();
        foreach (PredictedTrial trial in trials) tally.Add(trial);
        return tally.Summarise(confidence);
    }
}
