namespace CensorshipEval.Analysis;

/// <summary>How an interval was made.</summary>
public enum IntervalMethod
{
    /// <summary>
    /// The default of rates: the score interval (Wilson 1927) for an effective sample size, with the lower end near 0, and the upper end near 1, from the
    /// Poisson distribution (Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16, 2001).
    /// </summary>
    EffectiveWilson,

    /// <summary>The default of differences: the two rates' own intervals put together (Zou and Donner, "Construction of Confidence Limits about Effect Measures", Statistics in Medicine 27, 2008; for pairs Newcombe 1998).</summary>
    Mover,

    /// <summary>Student's t with the variance between families (Liang and Zeger, Biometrika 73, 1986). Too narrow near 0 and 1 and with few families.</summary>
    ClusterRobustT,

    /// <summary>Percentiles of the rate over families drawn again (Efron 1979; Davison and Hinkley 1997). Too narrow near 0 and 1 and with few families.</summary>
    ClusterBootstrapPercentile,

    /// <summary>The same, corrected for bias and acceleration (Efron, "Better Bootstrap Confidence Intervals", JASA 82, 1987).</summary>
    ClusterBootstrapBca,

    /// <summary>Student's t with the variance between families and between models at once (Cameron, Gelbach and Miller, "Robust Inference With Multiway Clustering", JBES 29, 2011): for claims over several models.</summary>
    TwoWayT,
}
