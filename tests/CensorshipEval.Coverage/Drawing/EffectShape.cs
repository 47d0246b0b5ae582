namespace CensorshipEval.Coverage;

/// <summary>How the rates of families are spread around the planted one.</summary>
internal enum EffectShape
{
    /// <summary>Beta, so that trials are beta-binomial.</summary>
    Beta,

    /// <summary>Logit-normal, with the same mean and the same correlation of two trials of a family.</summary>
    LogitNormal,
}
