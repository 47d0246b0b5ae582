namespace CensorshipEval.Running;

/// <summary>One question to put to one target.</summary>
/// <param name="Key">The trial.</param>
/// <param name="Target">Who is asked.</param>
/// <param name="Prompt">What is asked.</param>
public sealed record TrialRequest(TrialKey Key, Target Target, Prompt Prompt);
