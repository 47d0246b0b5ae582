using FluentValidation;

namespace CensorshipEval.Corpora;

internal sealed class FamilyPromptValidator : AbstractValidator<FamilyPrompt>
{
    public FamilyPromptValidator() => RuleFor(prompt => prompt.Texts).Custom((texts, context) =>
    {
        if (texts.Count == 0) context.Find("", "no text", "a text in at least one language");
        foreach ((LanguageTag language, PromptText text) in texts)
        {
            if (string.IsNullOrWhiteSpace(text.Text)) context.Find($"[{language}].Text", VisibleText.Quote(text.Text), "a text");
            if (text.Translation is TranslationStatus.Unstated)
                context.Find($"[{language}].Translation", "Unstated", "one of Original, Machine, Verified");
        }
    });
}
