using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CensorshipEval.Detection;

/// <summary>Wordings of families, folded when first needed and forgotten with the family: a run meets the same ones again and again.</summary>
internal sealed class FamilyWordings(FamilyWordings.Reader read)
{
    private readonly ConditionalWeakTable<PromptFamily, ConcurrentDictionary<(PromptRole, LanguageTag), IReadOnlyList<(string, FoldedWordings)>>> _families = [];

    /// <summary>What a family holds for a role in a language, each with its name.</summary>
    public delegate IReadOnlyList<(string Id, FoldedWordings Wordings)> Reader(PromptFamily family, PromptRole role, LanguageTag language);

    /// <summary>What a family holds for the role of a prompt in a language; nothing for a prompt without role.</summary>
    public IReadOnlyList<(string Id, FoldedWordings Wordings)> Of(PromptFamily family, Prompt prompt, LanguageTag language)
    {
        if (prompt.Role is not { } role) return [];
        return _families.GetValue(family, static _ => [])
            .GetOrAdd((role, language), static (key, state) => state.read(state.family, key.Item1, key.Item2), (read, family));
    }
}
