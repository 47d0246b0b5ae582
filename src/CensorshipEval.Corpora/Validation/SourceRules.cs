using FluentValidation;

namespace CensorshipEval.Corpora;

/// <summary>Rules about what refers to a family's sources.</summary>
internal static class SourceRules
{
    public static void CheckReferences(PromptFamily family, ValidationContext<PromptFamily> context)
    {
        var known = family.Sources.Select(source => source.Id).ToHashSet(StringComparer.Ordinal);
        for (int i = 0; i < family.KeyFacts.Count; i++) Check(family.KeyFacts[i].Sources, $"KeyFacts[{i}].Sources", known, context);
        for (int i = 0; i < family.OfficialLine.Count; i++) Check(family.OfficialLine[i].Sources, $"OfficialLine[{i}].Sources", known, context);
    }

    public static void CheckUnique<T>(IReadOnlyList<T> items, Func<T, string> id, ValidationContext<PromptFamily> context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < items.Count; i++)
        {
            if (!seen.Add(id(items[i]))) context.Find($"[{i}].Id", $"{VisibleText.Quote(id(items[i]))} a second time", "each id once");
        }
    }

    private static void Check(IReadOnlyList<string> ids, string path, HashSet<string> known, ValidationContext<PromptFamily> context)
    {
        if (ids.Count == 0) context.Find(path, "no source", "the id of at least one source");
        string expected = "the id of a source of this family";
        if (known.Count > 0) expected += $": {string.Join(", ", known.Order(StringComparer.Ordinal).Select(id => VisibleText.Of(id)))}";
        string[] looked = known.Count == 0 ? ["Sources"] : [.. context.InstanceToValidate.Sources.Select((_, i) => $"Sources[{i}].Id")];
        for (int i = 0; i < ids.Count; i++)
        {
            if (!known.Contains(ids[i])) context.Find($"{path}[{i}]", VisibleText.Quote(ids[i]), expected, looked);
        }
    }
}
