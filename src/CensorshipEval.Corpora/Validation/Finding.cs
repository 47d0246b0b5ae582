namespace CensorshipEval.Corpora;

/// <summary>What a rule found, kept with the failure so that a loader can say it with file and line.</summary>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
/// <param name="DependsOn">Other properties that the rule looks at; if one of those could not be read, the finding may be false.</param>
internal sealed record Finding(string Found, string Expected, IReadOnlyList<string> DependsOn);
