namespace CensorshipEval.Analysis;

/// <summary>What two values must have in common to be compared with each other; <see langword="null"/> for what is compared, or was not said.</summary>
internal readonly record struct UnitKey(int Family, PromptForm? Form, LanguageTag? Language, string? Target, PromptRole? Role);
