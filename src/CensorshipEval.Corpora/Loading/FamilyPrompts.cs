namespace CensorshipEval.Corpora;

/// <summary>The single prompts of a family, by role, form and language.</summary>
internal static class FamilyPrompts
{
    public static IEnumerable<Prompt> Of(PromptFamily family) =>
        from prompt in family.Prompts.OrderBy(prompt => prompt.Role).ThenBy(prompt => prompt.Form)
        from text in prompt.Texts.OrderBy(text => text.Key)
        select new Prompt
        {
            Id = $"{family.Id}.{KebabCase.From(prompt.Role)}.{KebabCase.From(prompt.Form)}.{text.Key}",
            Text = text.Value.Text,
            Language = text.Key,
            FamilyId = family.Id,
            Role = prompt.Role,
            Form = prompt.Form,
            Topic = family.Topic,
            Jurisdiction = family.Jurisdiction,
            Translation = text.Value.Translation,
        };
}
