namespace CensorshipEval.Corpora;

/// <summary>Which prompts of a corpus are asked. Empty lists select everything; several filters must all be met.</summary>
/// <remarks>
/// A filter by role that leaves out Sensitive, Analogue or Benign leaves out the comparison it belongs to; a limit never does that by itself.
/// </remarks>
public sealed record PromptSelection
{
    /// <summary>Whose authorities are concerned. The controls of a family go with its jurisdiction. Default: all.</summary>
    public IReadOnlyList<Jurisdiction> Jurisdictions { get; init; } = [];

    /// <summary>Topics, without regard to case. Default: all.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Languages. Default: all.</summary>
    public IReadOnlyList<LanguageTag> Languages { get; init; } = [];

    /// <summary>Roles. Default: all.</summary>
    public IReadOnlyList<PromptRole> Roles { get; init; } = [];

    /// <summary>
    /// Most prompts to select, at least 1. Whole families are drawn in the order that <see cref="Seed"/> gives, until the next one would not fit,
    /// so a sensitive prompt always keeps its controls and its languages, and fewer prompts than this may come out. Only when the very first
    /// family alone is larger than the limit is it cut, language by language. Default: no limit.
    /// </summary>
    public int? MaxPrompts { get; init; }

    /// <summary>Which families a limit draws; the same seed draws the same families on every machine. Default: 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Selects from a corpus, in the corpus's order.</summary>
    /// <exception cref="InputException">A filter names something that the corpus does not have, nothing is left, or the limit is below 1.</exception>
    public IReadOnlyList<Prompt> Select(IPromptCorpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        SelectionCheck.Throw(this, corpus);
        List<Prompt> left = [.. corpus.Prompts.Where(IsSelected)];
        if (left.Count == 0)
        {
            string expected = $"filters that at least one of the {corpus.Prompts.Count} prompts of '{VisibleText.Of(corpus.Info.Name)}' meets";
            throw new InputException(new InputError(nameof(PromptSelection), null, null, "no prompt that meets every filter", expected));
        }

        return MaxPrompts is { } most && most < left.Count ? FamilyDraw.Draw(left, most, Seed) : left;
    }

    private bool IsSelected(Prompt prompt) =>
        (Jurisdictions.Count == 0 || Jurisdictions.Contains(prompt.Jurisdiction))
        && (Topics.Count == 0 || Topics.Contains(prompt.Topic, StringComparer.OrdinalIgnoreCase))
        && (Languages.Count == 0 || Languages.Contains(prompt.Language))
        && (Roles.Count == 0 || (prompt.Role is { } role && Roles.Contains(role)));
}
