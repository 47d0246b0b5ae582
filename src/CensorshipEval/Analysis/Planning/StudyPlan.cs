using CensorshipEval.Running;

namespace CensorshipEval.Analysis;

/// <summary>What an evaluation plan can find, told before anything is asked.</summary>
public sealed record StudyPlan
{
    /// <summary>What is taken for granted.</summary>
    public required StudyAssumptions Assumptions { get; init; }

    /// <summary>How often each prompt is asked.</summary>
    public required int Samples { get; init; }

    /// <summary>Calls to each target, sentinels included, without further samples for empty answers and without retries.</summary>
    public required long CallsPerTarget { get; init; }

    /// <summary>The language that others are compared with: English where there are pairs in it, else the one with the most families; <see langword="null"/> without pairs.</summary>
    public required LanguageTag? ReferenceLanguage { get; init; }

    /// <summary>Everything together.</summary>
    public required PlannedCell Total { get; init; }

    /// <summary>Each jurisdiction with all its languages, in their order.</summary>
    public required IReadOnlyList<PlannedCell> Jurisdictions { get; init; }

    /// <summary>Each language with all jurisdictions, in their order.</summary>
    public required IReadOnlyList<PlannedCell> Languages { get; init; }

    /// <summary>Each jurisdiction and language, in their order.</summary>
    public required IReadOnlyList<PlannedCell> Cells { get; init; }

    /// <summary>Reads what a plan can find off its prompts. Families that are left out later (analogues from a model's own country) are still counted here.</summary>
    /// <exception cref="InputException">An assumption is out of range.</exception>
    public static StudyPlan Of(EvaluationPlan plan, StudyAssumptions? assumptions = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        StudyAssumptions given = StudyAssumptionsValidator.Checked(assumptions);
        IReadOnlyList<PlannedPair> pairs = PlannedPair.Of(plan.Prompts);
        var english = LanguageTag.Parse("en");
        LanguageTag? reference = pairs.GroupBy(static pair => pair.Language)
            .OrderByDescending(language => language.Key == english)
            .ThenByDescending(static language => language.Select(static pair => pair.Family).Distinct(StringComparer.Ordinal).Count())
            .ThenBy(static language => language.Key)
            .Select(static language => (LanguageTag?)language.Key)
            .FirstOrDefault();
        var cells = new PlannedCells(pairs, reference, plan.Samples, given);
        return new StudyPlan
        {
            Assumptions = given,
            Samples = plan.Samples,
            CallsPerTarget = plan.Targets.Count == 0 ? 0 : plan.TrialCount / plan.Targets.Count,
            ReferenceLanguage = reference,
            Total = cells.Of(null, null),
            Jurisdictions = [.. pairs.Select(static pair => pair.Jurisdiction).Distinct().Order().Select(jurisdiction => cells.Of(jurisdiction, null))],
            Languages = [.. pairs.Select(static pair => pair.Language).Distinct().Order().Select(language => cells.Of(null, language))],
            Cells = [.. pairs.Select(static pair => (pair.Jurisdiction, pair.Language)).Distinct().Order().Select(cell => cells.Of(cell.Jurisdiction, cell.Language))],
        };
    }
}
