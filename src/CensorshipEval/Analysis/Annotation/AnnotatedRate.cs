namespace CensorshipEval.Analysis;

/// <summary>The hard rate of a target in one language, from the detector's verdicts and people's labels.</summary>
/// <param name="TargetId">The target.</param>
/// <param name="Language">Language of the prompts.</param>
/// <param name="Role">Role of the prompts; <see langword="null"/> where their author gave none.</param>
/// <param name="Rate">The rate; without an estimate where nobody labelled any of these trials.</param>
public sealed record AnnotatedRate(string TargetId, LanguageTag Language, PromptRole? Role, PredictionPoweredRate Rate);
