using FluentValidation;

namespace CensorshipEval.Corpora;

/// <summary>Rules about a family's prompts taken together.</summary>
internal static class PromptSetRules
{
    private static readonly PromptRole[] Matched = [PromptRole.Sensitive, PromptRole.Analogue, PromptRole.Benign];

    /// <summary>Whether the family compares a sensitive question with its controls.</summary>
    public static bool IsMatched(PromptFamily family) => family.Prompts.Any(prompt => Matched.Contains(prompt.Role));

    /// <summary>Every language that any prompt of the family has, in order.</summary>
    public static IReadOnlyList<LanguageTag> Languages(PromptFamily family) => [.. family.Prompts.SelectMany(prompt => prompt.Texts.Keys).Distinct().Order()];

    public static void CheckRoles(IReadOnlyList<FamilyPrompt> prompts, ValidationContext<PromptFamily> context)
    {
        PromptRole[] roles = [.. prompts.Select(prompt => prompt.Role).Distinct().Order()];
        if (roles is [PromptRole.Neutral] or [PromptRole.SafetyControl]) return;
        PromptRole[] strange = [.. roles.Except(Matched)];
        if (roles.Length == 0 || strange.Length > 0)
        {
            string found = roles.Length == 0 ? "no prompt" : string.Join(", ", roles);
            context.Find("", found, "the roles Sensitive, Analogue and Benign, or Neutral alone, or SafetyControl alone");
            return;
        }

        PromptRole[] missing = [.. Matched.Where(role => !prompts.Any(prompt => prompt.Role == role && prompt.Form is PromptForm.Question))];
        if (missing.Length > 0)
            context.Find("", $"no prompt of the form Question for {string.Join(", ", missing)}", "a Question for each of Sensitive, Analogue and Benign");
    }

    public static void CheckUnique(IReadOnlyList<FamilyPrompt> prompts, ValidationContext<PromptFamily> context)
    {
        var seen = new HashSet<(PromptRole, PromptForm)>();
        for (int i = 0; i < prompts.Count; i++)
        {
            if (!seen.Add((prompts[i].Role, prompts[i].Form)))
                context.Find($"[{i}]", $"{prompts[i].Role} {prompts[i].Form} a second time", "each role and form once");
        }
    }

    public static void CheckLanguages(IReadOnlyList<FamilyPrompt> prompts, ValidationContext<PromptFamily> context)
    {
        IReadOnlyList<LanguageTag> languages = Languages(context.InstanceToValidate);
        for (int i = 0; i < prompts.Count; i++)
        {
            foreach (LanguageTag missing in languages.Where(language => !prompts[i].Texts.ContainsKey(language)))
                context.Find($"[{i}].Texts[{missing}]", "nothing", "the prompt in every language that another prompt of the family has");
        }
    }
}
