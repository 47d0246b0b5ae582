namespace CensorshipEval.Detection;

/// <summary>The measures of this package together.</summary>
public static class ContentMeasures
{
    /// <summary>A new instance of each: what an answer states, denies, recites, rejects, in which language, and what its reasoning says beside it.</summary>
    public static IReadOnlyList<IContentMeasure> All() =>
    [
        new KeyFactRecall(), new KeyFactDenial(), new OfficialLineAdherence(), new PremiseRejection(), new LanguageSwitch(), new ReasoningSuppression(), new WithheldFacts(),
        new CorrectChoice(),
    ];
}
