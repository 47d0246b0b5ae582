namespace CensorshipEval.Detection;

/// <summary>
/// A <see cref="RefusalClassifier"/> and nothing else: the built-in one on its own, or one trained on labels of one's own. It reads the text alone, so that
/// a block which only a signal shows is not seen.
/// </summary>
/// <remarks>
/// What is more likely a refusal than not is <see cref="Engagement.Refused"/>; of the rest, what is more likely than not to do something else than was asked
/// is <see cref="Engagement.NonResponsive"/>. It never says <see cref="Engagement.Partial"/>: the classifier does not tell how much was declined.
/// </remarks>
public sealed class ClassifierRefusalDetector : IRefusalDetector
{
    private const double MoreLikelyThanNot = 0.5;

    private readonly RefusalClassifier _classifier;

    /// <summary>Creates a detector.</summary>
    /// <param name="classifier">What judges; its name and version are the detector's.</param>
    public ClassifierRefusalDetector(RefusalClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        _classifier = classifier;
    }

    /// <inheritdoc/>
    public ComponentId Id => _classifier.Id;

    /// <inheritdoc/>
    public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        cancellationToken.ThrowIfCancellationRequested();
        AnswerText answer = AnswerText.WithoutReasoning(exchange.Text);
        if (answer.IsEmpty) return ValueTask.FromResult(new Verdict { Detector = Id, Delivery = Delivery.EmptyStop });
        RefusalEstimate estimate = _classifier.Classify(answer.Span);
        bool refused = estimate.RefusalProbability >= MoreLikelyThanNot;
        return ValueTask.FromResult(new Verdict
        {
            Detector = Id,
            Delivery = Delivery.Delivered,
            Engagement = refused ? Engagement.Refused : estimate.NonAnswerProbability >= MoreLikelyThanNot ? Engagement.NonResponsive : Engagement.Complete,
            Reason = refused ? RefusalReason.Unstated : null,
            RefusalProbability = estimate.RefusalProbability,
            Evidence = refused && _classifier.Explain(answer.Span) is { } span ? [answer.InOriginal(span)] : [],
        });
    }
}
