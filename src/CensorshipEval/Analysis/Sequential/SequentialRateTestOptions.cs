namespace CensorshipEval.Analysis;

/// <summary>What a <see cref="SequentialRateTest"/> is to show, how surely, and at what cost at most.</summary>
public sealed record SequentialRateTestOptions
{
    /// <summary>The mean that is claimed as a limit, from <see cref="Low"/> to <see cref="High"/>. A claim that no mean could break is refused.</summary>
    public required double Limit { get; init; }

    /// <summary>Whether the mean is to be at most or at least the limit. Default <see cref="SequentialClaim.AtMost"/>.</summary>
    public SequentialClaim Claim { get; init; }

    /// <summary>
    /// 0.5 to below 1; default 0.95. A claim that is wrong is said to hold with a probability of at most 1 - confidence, and one that is right is said to
    /// fail with a probability of at most 1 - confidence, however often one looks.
    /// </summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whose mean it is. Default <see cref="SequentialEstimand.FamiliesLikeThese"/>, the harder one to show.</summary>
    public SequentialEstimand Estimand { get; init; }

    /// <summary>How many families there are. Needed for <see cref="SequentialEstimand.TheseFamilies"/>; else <see langword="null"/> means any number.</summary>
    public int? Families { get; init; }

    /// <summary>Most families that may be asked about; by default all there are.</summary>
    public int? MaxFamilies { get; init; }

    /// <summary>Most that may be spent, in the unit of the costs that are added; by default no limit. The family that reaches it is the last one.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>The least value a family can have. Default 0; an index (a difference of two rates) has -1.</summary>
    public double Low { get; init; }

    /// <summary>The greatest value a family can have. Default 1.</summary>
    public double High { get; init; } = 1;

    /// <summary>
    /// The greatest share of its evidence that the test puts at risk on one family, 0.1 to 0.99. Default 0.99: a claim without a single exception is shown with
    /// about the fewest families possible (59 for at most 5 %, which is the fewest; 302 for at most 1 %, where 299 would do), and one clear exception costs nearly all of the evidence so far. With 0.8 those are
    /// 73 families, and a claim with some exceptions is shown with fewer families than by default.
    /// </summary>
    public double GreatestStake { get; init; } = 0.99;
}
