namespace CensorshipEval.Corpora;

/// <summary>Refuses filters that name what the corpus does not have: a typing error would otherwise pass for a result.</summary>
internal static class SelectionCheck
{
    public static void Throw(PromptSelection selection, IPromptCorpus corpus)
    {
        var errors = new List<InputError>();
        IReadOnlyList<Prompt> prompts = corpus.Prompts;
        Check(nameof(selection.Jurisdictions), selection.Jurisdictions, prompts.Select(prompt => prompt.Jurisdiction.Code), errors);
        Check(nameof(selection.Topics), selection.Topics, prompts.Select(prompt => prompt.Topic), errors);
        Check(nameof(selection.Languages), selection.Languages, prompts.Select(prompt => prompt.Language.Value), errors);
        Check(nameof(selection.Roles), selection.Roles, prompts.Select(prompt => prompt.Role?.ToString()), errors);
        if (selection.MaxPrompts is < 1 and var most)
            errors.Add(new InputError(nameof(PromptSelection), null, nameof(selection.MaxPrompts), $"{most}", "at least 1, or nothing for no limit"));
        if (errors.Count > 0) throw new InputException(errors);
    }

    private static void Check<T>(string filter, IReadOnlyList<T> wanted, IEnumerable<string?> existing, List<InputError> errors)
    {
        var known = existing.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        string expected = known.Count == 0
            ? "no such filter: no prompt of the corpus has one"
            : $"one of {string.Join(", ", known.Order(StringComparer.Ordinal).Select(value => VisibleText.Of(value)))}";
        errors.AddRange(wanted.Select(value => $"{value}").Where(value => !known.Contains(value)).Select(value =>
            new InputError(nameof(PromptSelection), null, filter, VisibleText.Quote(value), expected)));
    }
}
