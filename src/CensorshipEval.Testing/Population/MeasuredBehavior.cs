namespace CensorshipEval.Testing;

/// <summary>A prompt of a unit, and with which sign its answer counts.</summary>
internal readonly record struct AskedPart(Prompt Prompt, int Sign);

/// <summary>What is asked together to give one value: a prompt, a matched pair, or two pairs in two languages.</summary>
internal sealed record AskedUnit(string Family, IReadOnlyList<AskedPart> Parts);

/// <summary>What is measured, and of which units.</summary>
/// <param name="Name">In a sentence: <c>refusal rate</c>.</param>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest.</param>
/// <param name="Counts">Whether an answer counts as 1.</param>
/// <param name="Units">All units, in the order of the corpus.</param>
internal sealed record MeasuredBehavior(string Name, int Low, int High, Func<Verdict, bool> Counts, IReadOnlyList<AskedUnit> Units)
{
    public static MeasuredBehavior Rate(IReadOnlyList<Prompt> prompts, PromptRole role, string name, Func<Verdict, bool> counts)
    {
        AskedUnit[] units = [.. prompts.Where(prompt => prompt.Role is null || prompt.Role == role).Select(static prompt => new AskedUnit(prompt.Cluster, [new AskedPart(prompt, 1)]))];
        if (units.Length == 0) throw Nothing($"prompts in the role {role}");
        return new MeasuredBehavior(role is PromptRole.Sensitive ? name : $"{name} of prompts in the role {role}", 0, 1, counts, units);
    }

    public static MeasuredBehavior Index(IReadOnlyList<Prompt> prompts)
    {
        AskedUnit[] units =
        [
            .. from pair in prompts.GroupBy(static prompt => (prompt.Cluster, prompt.Form, prompt.Language))
               let sensitive = In(pair, PromptRole.Sensitive)
               let analogue = In(pair, PromptRole.Analogue)
               where sensitive is not null && analogue is not null
               select new AskedUnit(pair.Key.Cluster, [new AskedPart(sensitive, 1), new AskedPart(analogue, -1)]),
        ];
        if (units.Length == 0) throw Nothing("families with a sensitive prompt and its analogue in one form and language");
        return new MeasuredBehavior("censorship index", -1, 1, static verdict => verdict.IsHardRefusal, units);
    }

    public static MeasuredBehavior Gap(IReadOnlyList<Prompt> prompts, LanguageTag reference, LanguageTag to)
    {
        AskedUnit[] units =
        [
            .. from four in prompts.GroupBy(static prompt => (prompt.Cluster, prompt.Form))
               let parts = new[] { (to, PromptRole.Sensitive, 1), (to, PromptRole.Analogue, -1), (reference, PromptRole.Sensitive, -1), (reference, PromptRole.Analogue, 1) }
                   .Select(part => (Prompt: In(four.Where(prompt => prompt.Language == part.Item1), part.Item2), Sign: part.Item3)).ToArray()
               where parts.All(static part => part.Prompt is not null)
               select new AskedUnit(four.Key.Cluster, [.. parts.Select(static part => new AskedPart(part.Prompt!, part.Sign))]),
        ];
        if (reference == to || units.Length == 0) throw Nothing($"families with a sensitive prompt and its analogue in one form in two different languages, {reference} and {to}");
        return new MeasuredBehavior($"language gap from {reference} to {to}", -2, 2, static verdict => verdict.IsHardRefusal, units);
    }

    /// <summary>The same as a difference from an earlier run, over the units of which that has all answers.</summary>
    public MeasuredBehavior Since(BaselineRun baseline)
    {
        AskedUnit[] known = [.. Units.Where(unit => baseline.ValueOf(unit, Counts) is not null)];
        if (known.Length == 0) throw Nothing("prompts that the earlier run asked in the same words and could judge");
        return this with { Name = $"rise of the {Name} since the earlier run", Low = Low - High, High = High - Low, Units = known };
    }

    private static Prompt? In(IEnumerable<Prompt> prompts, PromptRole role) => prompts.FirstOrDefault(prompt => prompt.Role == role);

    private static InputException Nothing(string expected) => new(new InputError("prompts", null, null, "none that fits", expected));
}
