namespace CensorshipEval.Analysis;

/// <summary>
/// A comparison that a plan declares before its run. Adjusted p-values are adjusted over all that were declared, so none can be picked afterwards.
/// </summary>
public sealed record DeclaredComparison
{
    /// <summary>What is compared with what.</summary>
    public required ComparisonKind Kind { get; init; }

    /// <summary>Id of a target, or a language tag.</summary>
    public required string Left { get; init; }

    /// <summary>Id of another target, or another language tag.</summary>
    public required string Right { get; init; }

    /// <summary>What is measured: <c>hard-rate</c>, <c>non-answer-rate</c>, or the name of a content measure. Default <c>hard-rate</c>.</summary>
    public string Quantity { get; init; } = "hard-rate";

    /// <summary>Over which prompts. Default <see cref="ComparedRoles.Index"/>.</summary>
    public ComparedRoles Roles { get; init; }

    /// <summary>For languages: within this target; <see langword="null"/> pools over all targets, clustered by family and by model.</summary>
    public string? Target { get; init; }

    /// <summary>For targets: in this language; <see langword="null"/> for all.</summary>
    public LanguageTag? Language { get; init; }

    /// <summary>Only prompts that concern these authorities; <see langword="null"/> for all.</summary>
    public Jurisdiction? Jurisdiction { get; init; }

    /// <summary>
    /// What most audits want to know: every pair of targets (with more than six, each against the first, and hosts of one model against each other), and within each target every language against English,
    /// or against the first where there is no English. Indices where there are sensitive prompts and analogues, else rates of the sensitive prompts, and where there are none, of all prompts.
    /// </summary>
    public static IReadOnlyList<DeclaredComparison> Default(IReadOnlyList<Target> targets, IReadOnlyList<Prompt> prompts)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(prompts);
        const int mostPaired = 6;
        ComparedRoles roles = !prompts.Any(static prompt => prompt.Role is PromptRole.Sensitive) ? ComparedRoles.All
            : prompts.Any(static prompt => prompt.Role is PromptRole.Analogue) ? ComparedRoles.Index : ComparedRoles.Sensitive;
        LanguageTag[] languages = [.. prompts.Select(static prompt => prompt.Language).Distinct().Order()];
        LanguageTag reference = languages.FirstOrDefault(static language => language.Value == "en", languages.FirstOrDefault());
        return
        [
            .. targets.SelectMany((left, i) => targets.Skip(i + 1).Where(right => targets.Count <= mostPaired || i == 0 || ModelName.Canonical(left.Model) == ModelName.Canonical(right.Model)).Select(right =>
                new DeclaredComparison { Kind = ComparisonKind.Targets, Left = left.Id, Right = right.Id, Roles = roles })),
            .. targets.SelectMany(target => languages.Where(language => language != reference).Select(language =>
                new DeclaredComparison { Kind = ComparisonKind.Languages, Left = language.Value, Right = reference.Value, Roles = roles, Target = target.Id })),
        ];
    }
}
