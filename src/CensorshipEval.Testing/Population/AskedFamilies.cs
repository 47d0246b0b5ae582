namespace CensorshipEval.Testing;

/// <summary>Families as they are asked: one question is one topic, in however many families its copies stand.</summary>
internal static class AskedFamilies
{
    /// <summary>The units, those that share a family or a prompt of equal text, language and role in one family.</summary>
    public static IReadOnlyList<AskedUnit> Merged(IReadOnlyList<AskedUnit> units)
    {
        var nextOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var firstOf = new Dictionary<(string, LanguageTag, PromptRole?), string>();
        foreach (AskedUnit unit in units)
        {
            foreach (Prompt prompt in unit.Parts.Select(static part => part.Prompt))
            {
                var words = (prompt.Text.Trim(), prompt.Language, prompt.Role);
                if (!firstOf.TryAdd(words, unit.Family) && Root(nextOf, unit.Family) is { } own && Root(nextOf, firstOf[words]) is { } other && own != other) nextOf[own] = other;
            }
        }

        return [.. units.Select(unit => Root(nextOf, unit.Family) is { } family && family != unit.Family ? unit with { Family = family } : unit)];
    }

    private static string Root(Dictionary<string, string> nextOf, string family)
    {
        while (nextOf.TryGetValue(family, out string? next)) family = next;
        return family;
    }
}
