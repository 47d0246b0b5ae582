using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>What a reader is told first of one model.</summary>
internal sealed record TargetHeadline
{
    public required Target Target { get; init; }

    /// <summary>Where its publisher has its seat; <see langword="null"/> where nobody knows.</summary>
    public required ModelProvenance Provenance { get; init; }

    /// <summary>Rates of the sensitive questions; of all questions where none has a role.</summary>
    public required RateSummary Asked { get; init; }

    /// <summary>Whether <see cref="Asked"/> is of sensitive questions.</summary>
    public required bool IsOfSensitive { get; init; }

    /// <summary>Which prompts <see cref="Asked"/> is of, in words.</summary>
    public required string Prompts { get; init; }

    /// <summary>Rates of the analogues; <see langword="null"/> without any.</summary>
    public required RateSummary? Analogue { get; init; }

    /// <summary>The censorship index; <see langword="null"/> where there are no pairs.</summary>
    public required CensorshipIndex? Index { get; init; }

    /// <summary>Whether the rate rests on so few families that it describes them and proves nothing.</summary>
    public bool IsDescriptive => Asked.Hard is not null && Asked.IsDescriptive;

    /// <summary>The headline in a few sentences, with its numbers.</summary>
    public string Sentence => IndexText.Of(this);

    /// <summary>What follows from it, for a reader who has the numbers in front of them.</summary>
    public string Conclusion => IndexText.Conclusion(this);

    /// <summary>Where it was observed, the most frequent first; empty where nothing was withheld.</summary>
    public IReadOnlyList<KeyValuePair<ObservedSignal, Estimate>> Places => [.. Asked.Signals.Where(static signal => signal.Value.Value > 0).OrderByDescending(static signal => signal.Value.Value)];

    /// <summary>Of every model with answers, in the plan's order.</summary>
    public static IReadOnlyList<TargetHeadline> Of(RunFigures figures)
    {
        List<string> order = [.. figures.Run.Plan.Targets.Select(static target => target.Id)];
        return
        [
            .. figures.ByRole.GroupBy(static rate => rate.Group.TargetId!, StringComparer.Ordinal).OrderBy(rates => order.IndexOf(rates.Key) is >= 0 and var place ? place : order.Count).Select(rates =>
            {
                RateSummary? sensitive = rates.FirstOrDefault(static rate => rate.Group.Role is PromptRole.Sensitive);
                Target target = figures.Run.Analysis.Targets.First(target => target.Id == rates.Key);
                return new TargetHeadline
                {
                    Target = target,
                    Provenance = figures.Run.Analysis.Models.GetValueOrDefault(target.Model) ?? ModelProvenance.Unknown,
                    Asked = sensitive ?? figures.Run.Analysis.Rate(new TrialFilter { Targets = [rates.Key] })!,
                    IsOfSensitive = sensitive is not null,
                    Prompts = sensitive is not null ? Shown.Prompts(PromptRole.Sensitive) : All([.. rates.Select(static rate => rate.Group.Role)]),
                    Analogue = rates.FirstOrDefault(static rate => rate.Group.Role is PromptRole.Analogue),
                    Index = figures.Indices.FirstOrDefault(index => index.Group.TargetId == rates.Key && index.Index is not null),
                };
            }),
        ];
    }

    private static string All(PromptRole?[] roles) => roles is [null] ? "questions" : Shown.Listed([.. roles.Select(Shown.Prompts)]);
}
