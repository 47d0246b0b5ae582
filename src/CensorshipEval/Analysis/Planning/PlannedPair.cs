namespace CensorshipEval.Analysis;

/// <summary>A form and a language in which a family has both a sensitive prompt and an analogue.</summary>
internal readonly record struct PlannedPair(string Family, Jurisdiction Jurisdiction, PromptForm? Form, LanguageTag Language)
{
    public static IReadOnlyList<PlannedPair> Of(IEnumerable<Prompt> prompts) =>
    [
        .. prompts
            .Where(static prompt => prompt.Role is PromptRole.Sensitive or PromptRole.Analogue)
            .GroupBy(static prompt => (prompt.Cluster, prompt.Form, prompt.Language))
            .Where(static group => group.Any(static prompt => prompt.Role == PromptRole.Sensitive) && group.Any(static prompt => prompt.Role == PromptRole.Analogue))
            .Select(static group => new PlannedPair(
                group.Key.Cluster, group.First(static prompt => prompt.Role == PromptRole.Sensitive).Jurisdiction, group.Key.Form, group.Key.Language)),
    ];
}
