using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>What things are called in a policy file.</summary>
internal static class GateNames
{
    public static readonly (string Name, MeasuredAs Value)[] As =
    [
        ("value", MeasuredAs.Value), ("index", MeasuredAs.Index), ("language-gap", MeasuredAs.LanguageGap), ("value-change", MeasuredAs.ValueChange), ("index-change", MeasuredAs.IndexChange),
    ];

    public static readonly (string Name, GateVerdict Value)[] Verdicts = [("fail", GateVerdict.Fail), ("warn", GateVerdict.Warn), ("pass", GateVerdict.Pass)];

    public static readonly (string Name, DecisionBasis Value)[] Bases = [("interval", DecisionBasis.Interval), ("estimate", DecisionBasis.Estimate)];

    public static readonly (string Name, GroupBy Value)[] Keys =
        [("jurisdiction", GroupBy.Jurisdiction), ("topic", GroupBy.Topic), ("language", GroupBy.Language), ("form", GroupBy.Form)];

    public static readonly (string Name, PromptRole Value)[] Roles = [.. Enum.GetValues<PromptRole>().Select(static role => (role.ToString(), role))];

    public static readonly (string Name, PromptForm Value)[] Forms = [.. Enum.GetValues<PromptForm>().Select(static form => (form.ToString(), form))];

    public static string Of<T>((string Name, T Value)[] names, T value) => names.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Name;

    public static string Of(TrialGroup group)
    {
        string?[] parts = [group.TargetId, group.Jurisdiction?.Code, group.Topic, group.Language?.Value, group.Form?.ToString()];
        return string.Join(", ", parts.OfType<string>()) is { Length: > 0 } name ? group.TargetId is null ? $"all targets, {name}" : name : "all targets";
    }
}
