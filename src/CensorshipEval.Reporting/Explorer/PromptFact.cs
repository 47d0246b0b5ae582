namespace CensorshipEval.Reporting;

/// <summary>What choosing needs to know of a prompt.</summary>
internal readonly record struct PromptFact(string? FamilyId, PromptRole? Role, PromptForm? Form, LanguageTag Language, string? Topic, long Bytes);
