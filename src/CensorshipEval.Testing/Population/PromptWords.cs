namespace CensorshipEval.Testing;

/// <summary>What makes two prompts the same one, whatever they are called and wherever they stand.</summary>
internal readonly record struct PromptWords(string Text, LanguageTag Language, PromptRole? Role, PromptForm? Form)
{
    public static PromptWords Of(Prompt prompt) => new(prompt.Text.Trim(), prompt.Language, prompt.Role, prompt.Form);
}
