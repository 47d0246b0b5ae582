namespace CensorshipEval.Analysis;

/// <summary>Which test a p-value is of. All are two-sided.</summary>
public enum ContrastTest
{
    /// <summary>Exact McNemar: every difference that is not 0 is of one size, as with one pair per family.</summary>
    McNemarExact,

    /// <summary>Sign-flip randomisation by family, every combination counted.</summary>
    SignFlipExact,

    /// <summary>Sign-flip randomisation by family, 19,999 combinations drawn; 199,999 where fewer than ten of the first are as extreme. The least p-value is 0.000005.</summary>
    SignFlipDrawn,

    /// <summary>Student's t with variance clustered by family and by model, for what is pooled over models.</summary>
    TwoWayT,
}
