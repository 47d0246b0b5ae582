namespace CensorshipEval.Analysis;

/// <summary>The standard error of a mean difference of pairs, by what is taken to be independent.</summary>
/// <param name="Naive">Every pair: too small, shown for comparison; <see langword="null"/> with one pair.</param>
/// <param name="Family">Families; <see langword="null"/> with one.</param>
/// <param name="Model">Models; <see langword="null"/> with one.</param>
/// <param name="TwoWay">Families and models at once (Cameron, Gelbach and Miller 2011); <see langword="null"/> with one model.</param>
public readonly record struct StandardErrors(double? Naive, double? Family, double? Model, double? TwoWay);
