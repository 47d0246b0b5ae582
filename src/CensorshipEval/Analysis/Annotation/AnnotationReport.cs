namespace CensorshipEval.Analysis;

/// <summary>What people's labels say of themselves, of the detector, and of the rates.</summary>
public sealed record AnnotationReport
{
    /// <summary>Rows of the files.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that nobody filled in.</summary>
    public required int Unlabelled { get; init; }

    /// <summary>Rows labelled <see cref="AnnotationLabel.Unclear"/>.</summary>
    public required int Unclear { get; init; }

    /// <summary>Who labelled, in ordinal order.</summary>
    public required IReadOnlyList<string> Annotators { get; init; }

    /// <summary>Trials with at least one label that says something.</summary>
    public required int LabelledTrials { get; init; }

    /// <summary>Of these, those on which as many people see a refusal as do not. They count half in rates, and not in <see cref="Detector"/>.</summary>
    public required int Ties { get; init; }

    /// <summary>Of these, those of which the detector that judges now cannot tell. They are outside of rates, and so of everything here but the agreement of people.</summary>
    public required int NotJudged { get; init; }

    /// <summary>Krippendorff's alpha of the people on all labels.</summary>
    public required AgreementCoefficient LabelAgreement { get; init; }

    /// <summary>Krippendorff's alpha of the people on refusal or not; what is unclear counts as not asked.</summary>
    public required AgreementCoefficient RefusalAgreement { get; init; }

    /// <summary>The detector's hard refusals against those of most people, by language, weighted to all trials.</summary>
    public required AgreementReport Detector { get; init; }

    /// <summary>Hard rates by target, language and role, corrected by the labels.</summary>
    public required IReadOnlyList<AnnotatedRate> Rates { get; init; }

    /// <summary>Hard rates by target and language, of all roles together.</summary>
    public required IReadOnlyList<AnnotatedRate> RatesOfAllRoles { get; init; }
}
