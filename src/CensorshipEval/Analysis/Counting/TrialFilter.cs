namespace CensorshipEval.Analysis;

/// <summary>Which trials to look at. An empty list leaves nothing out; of several lists, a trial must be in each.</summary>
public sealed record TrialFilter
{
    /// <summary>All trials.</summary>
    public static TrialFilter All { get; } = new();

    /// <summary>Only these targets, by id.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Only these models.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Only models whose publisher is of these countries.</summary>
    public IReadOnlyList<Jurisdiction> Origins { get; init; } = [];

    /// <summary>Only prompts that concern these authorities.</summary>
    public IReadOnlyList<Jurisdiction> Jurisdictions { get; init; } = [];

    /// <summary>Only these topics.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Only prompts in these languages.</summary>
    public IReadOnlyList<LanguageTag> Languages { get; init; } = [];

    /// <summary>Only these roles. Contrasts choose the roles themselves and leave this list unread.</summary>
    public IReadOnlyList<PromptRole> Roles { get; init; } = [];

    /// <summary>Only these forms.</summary>
    public IReadOnlyList<PromptForm> Forms { get; init; } = [];

    internal bool Fits(PromptCounts cell, Jurisdiction? origin, bool readRoles = true) =>
        In(Targets, cell.Target.Id) && In(Models, cell.Target.Model) && InIfKnown(Origins, origin) && In(Jurisdictions, cell.Prompt.Jurisdiction) &&
        (Topics.Count == 0 || (cell.Prompt.Topic is { } topic && Topics.Contains(topic))) && In(Languages, cell.Prompt.Language) &&
        (!readRoles || InIfKnown(Roles, cell.Prompt.Role)) && InIfKnown(Forms, cell.Prompt.Form);

    private static bool In<T>(IReadOnlyList<T> list, T value) => list.Count == 0 || list.Contains(value);

    private static bool InIfKnown<T>(IReadOnlyList<T> list, T? value)
        where T : struct => list.Count == 0 || (value is { } known && list.Contains(known));
}
