using FluentValidation;

namespace CensorshipEval.Corpora;

internal sealed class FamilyPromptValidator : AbstractValidator<FamilyPrompt>
{
    public FamilyPromptValidator()
    {
        RuleFor(prompt => prompt.Texts).Custom(CheckTexts);
        RuleFor(prompt => prompt).Custom(CheckOptions);
    }

    private static void CheckTexts(IReadOnlyDictionary<LanguageTag, PromptText> texts, ValidationContext<FamilyPrompt> context)
    {
        if (texts.Count == 0) context.Find("", "no text", "a text in at least one language");
        foreach ((LanguageTag language, PromptText text) in texts)
        {
            if (string.IsNullOrWhiteSpace(text.Text)) context.Find($"[{language}].Text", VisibleText.Quote(text.Text), "a text");
            if (text.Translation is TranslationStatus.Unstated)
                context.Find($"[{language}].Translation", "Unstated", "one of Original, Machine, Verified");
        }
    }

    private static void CheckOptions(FamilyPrompt prompt, ValidationContext<FamilyPrompt> context)
    {
        bool isChoice = prompt.Form is PromptForm.MultipleChoice;
        if (isChoice && prompt.CorrectOption is null) context.Find("CorrectOption", "nothing", "the letter of the right option", "Form");
        if (!isChoice && prompt.CorrectOption is { } correct) context.Find("CorrectOption", $"{correct}", $"nothing: a prompt of the form {prompt.Form} has no options", "Form");
        if (!isChoice && prompt.OfficialOption is { } official) context.Find("OfficialOption", $"{official}", $"nothing: a prompt of the form {prompt.Form} has no options", "Form");
        if (isChoice && prompt.OfficialOption is { } same && same == prompt.CorrectOption) context.Find("OfficialOption", $"{same}, the right one", "another option than the right one", "CorrectOption");
        if (!isChoice) return;
        foreach (char option in new[] { prompt.CorrectOption, prompt.OfficialOption }.OfType<char>())
        {
            foreach ((LanguageTag language, PromptText text) in prompt.Texts.Where(text => !text.Value.Text.Contains($"\n{option}) ", StringComparison.Ordinal)))
                context.Find($"Texts[{language}].Text", VisibleText.Quote(text.Text), $"a line that begins with \"{option}) \"", "CorrectOption", "OfficialOption");
        }
    }
}
