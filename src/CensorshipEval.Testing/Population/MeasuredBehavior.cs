using System.Globalization;

namespace CensorshipEval.Testing;

/// <summary>A prompt of a unit, and with which sign its answer counts.</summary>
internal readonly record struct AskedPart(Prompt Prompt, int Sign);

/// <summary>What is asked together to give one value: a prompt, a matched pair, or two pairs in two languages.</summary>
internal sealed record AskedUnit(string Family, IReadOnlyList<AskedPart> Parts);

/// <summary>What is measured, and of which units.</summary>
/// <param name="Name">In a sentence: <c>refusal rate</c>.</param>
/// <param name="Item">What a unit is, in the plural: <c>prompts</c>.</param>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest.</param>
/// <param name="Counts">Whether an answer counts as 1.</param>
/// <param name="Units">All units, in the order of the corpus.</param>
internal sealed record MeasuredBehavior(string Name, string Item, int Low, int High, Func<Verdict, bool> Counts, IReadOnlyList<AskedUnit> Units)
{
    /// <summary>Every prompt asked for it.</summary>
    public IEnumerable<Prompt> Prompts => Units.SelectMany(static unit => unit.Parts).Select(static part => part.Prompt);

    /// <summary>How many of them, in words: <c>18 prompts</c>.</summary>
    public string Items => string.Create(CultureInfo.InvariantCulture, $"{Units.Count:N0} {(Units.Count == 1 ? Singular(Item) : Item)}");

    public static MeasuredBehavior Rate(IReadOnlyList<Prompt> prompts, PromptRole role, string name, Func<Verdict, bool> counts)
    {
        AskedUnit[] units = [.. prompts.Where(prompt => prompt.Role is null || prompt.Role == role).Select(static prompt => new AskedUnit(prompt.Cluster, [new AskedPart(prompt, 1)]))];
        if (units.Length == 0) throw Nothing($"prompts in the role {role}");
        return new MeasuredBehavior(role is PromptRole.Sensitive ? name : $"{name} of prompts in the role {role}", "prompts", 0, 1, counts, AskedFamilies.Merged(units));
    }

    public static MeasuredBehavior Index(IReadOnlyList<Prompt> prompts)
    {
        AskedUnit[] units =
        [
            .. prompts.GroupBy(static prompt => (prompt.Cluster, prompt.Form, prompt.Language)).SelectMany(static pair => Matched(
                pair.Key.Cluster, (pair.Where(static prompt => prompt.Role is PromptRole.Sensitive), 1), (pair.Where(static prompt => prompt.Role is PromptRole.Analogue), -1))),
        ];
        if (units.Length == 0) throw Nothing("families with a sensitive prompt and its analogue in one form and language");
        return new MeasuredBehavior("censorship index", "pairs of prompts", -1, 1, static verdict => verdict.IsHardRefusal, AskedFamilies.Merged(units));
    }

    public static MeasuredBehavior Gap(IReadOnlyList<Prompt> prompts, LanguageTag reference, LanguageTag to)
    {
        AskedUnit[] units =
        [
            .. prompts.GroupBy(static prompt => (prompt.Cluster, prompt.Form)).SelectMany(four => Matched(
                four.Key.Cluster, (In(four, to, PromptRole.Sensitive), 1), (In(four, to, PromptRole.Analogue), -1), (In(four, reference, PromptRole.Sensitive), -1), (In(four, reference, PromptRole.Analogue), 1))),
        ];
        if (reference == to || units.Length == 0) throw Nothing($"families with a sensitive prompt and its analogue in one form in two different languages, {reference} and {to}");
        return new MeasuredBehavior($"language gap from {reference} to {to}", "pairs of pairs of prompts", -2, 2, static verdict => verdict.IsHardRefusal, AskedFamilies.Merged(units));
    }

    /// <summary>The same as a difference from an earlier run.</summary>
    public MeasuredBehavior SinceEarlierRun() => this with { Name = $"rise of the {Name} since the earlier run", Low = Low - High, High = High - Low };

    // The first with the first, the second with the second: nobody is dropped in silence.
    private static IEnumerable<AskedUnit> Matched(string family, params IReadOnlyList<(IEnumerable<Prompt> Prompts, int Sign)> sides)
    {
        (Prompt[] Prompts, int Sign)[] all = [.. sides.Select(static side => (side.Prompts.ToArray(), side.Sign))];
        int count = all[0].Prompts.Length;
        if (all.Any(static side => side.Prompts.Length == 0)) yield break;
        if (all.FirstOrDefault(side => side.Prompts.Length != count).Prompts is { } other)
            throw new InputException(new InputError("prompts", null, FailureText.Bounded(family, 100), $"{Math.Max(count, other.Length)} prompts against {Math.Min(count, other.Length)}", "of one form and language as many sensitive prompts as analogues, for them to be matched"));
        for (int i = 0; i < count; i++) yield return new AskedUnit(family, [.. all.Select(side => new AskedPart(side.Prompts[i], side.Sign))]);
    }

    private static IEnumerable<Prompt> In(IEnumerable<Prompt> prompts, LanguageTag language, PromptRole role) => prompts.Where(prompt => prompt.Language == language && prompt.Role == role);

    private static string Singular(string item) => item.StartsWith("prompts", StringComparison.Ordinal) ? "prompt" : "pair" + item[5..];

    private static InputException Nothing(string expected) => new(new InputError("prompts", null, null, "none that fits", expected));
}
