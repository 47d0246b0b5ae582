namespace CensorshipEval.Detection;

/// <summary>The measures of this package together.</summary>
public static class ContentMeasures
{
    /// <summary>A new instance of each: what an answer states, denies, recites, rejects, how much it hedges, in which language, and what its reasoning says beside it.</summary>
    public static IReadOnlyList<IContentMeasure> All()
    {
        // Together they read each answer once.
        var answers = new MeasuredAnswers();
        return
        [
            new KeyFactRecall(answers), new KeyFactDenial(answers), new OfficialLineAdherence(answers), new PremiseRejection(answers), new LanguageSwitch(),
            new ReasoningSuppression(), new WithheldFacts(answers), new CorrectChoice(answers), new Hedging(answers),
        ];
    }
}
