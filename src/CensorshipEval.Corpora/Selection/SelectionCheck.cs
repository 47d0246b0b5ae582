namespace CensorshipEval.Corpora;

/// <summary>Refuses filters that name what the corpus does not have: a typing error would otherwise pass for a result.</summary>
internal static class SelectionCheck
{
    public static void Throw(PromptSelection selection, IPromptCorpus corpus)
    {
        var errors = new List<InputError>();
        Check(nameof(PromptSelection.Jurisdictions), selection.Jurisdictions.Select(value => value.Code), corpus.Prompts.Select(prompt => prompt.Jurisdiction.Code), errors);
        Check(nameof(PromptSelection.Topics), selection.Topics, corpus.Prompts.Select(prompt => prompt.Topic).OfType<string>(), errors);
        Check(nameof(PromptSelection.Languages), selection.Languages.Select(value => value.Value), corpus.Prompts.Select(prompt => prompt.Language.Value), errors);
        Check(nameof(PromptSelection.Roles), selection.Roles.Select(value => value.ToString()), corpus.Prompts.Select(prompt => prompt.Role?.ToString()).OfType<string>(), errors);
        if (selection.MaxPrompts < 1) errors.Add(new InputError(nameof(PromptSelection), null, nameof(PromptSelection.MaxPrompts), $"{selection.MaxPrompts}", "at least 1, or nothing for no limit"));
        if (errors.Count > 0) throw new InputException(errors);
    }

    private static void Check(string filter, IEnumerable<string> wanted, IEnumerable<string> existing, List<InputError> errors)
    {
        var known = existing.ToHashSet(StringComparer.OrdinalIgnoreCase);
        string expected = known.Count == 0
            ? "no such filter: no prompt of the corpus has one"
            : $"one of {string.Join(", ", known.Order(StringComparer.Ordinal).Select(value => VisibleText.Of(value)))}";
        errors.AddRange(wanted.Where(value => !known.Contains(value)).Select(value =>
            new InputError(nameof(PromptSelection), null, filter, VisibleText.Quote(value), expected)));
    }
}
