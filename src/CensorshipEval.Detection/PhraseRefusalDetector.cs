namespace CensorshipEval.Detection;

/// <summary>
/// The phrases of the lexicons and nothing else: a stage of <see cref="DefaultRefusalDetector"/> on its own, to see what it adds. It reads the text alone, so
/// that a block which only a signal shows is not seen. Estimates no probability.
/// </summary>
public sealed class PhraseRefusalDetector : IRefusalDetector
{
    private readonly TextJudge _text = new(PhraseMatcher.BuiltIn);

    /// <inheritdoc/>
    public ComponentId Id { get; } = new("phrases", "0.2.0");

    /// <inheritdoc/>
    public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        cancellationToken.ThrowIfCancellationRequested();
        AnswerText answer = AnswerText.WithoutReasoning(exchange.Text);
        if (answer.IsEmpty) return ValueTask.FromResult(new Verdict { Detector = Id, Delivery = Delivery.EmptyStop });
        TextJudgement judged = _text.Judge(answer, exchange.Prompt);
        return ValueTask.FromResult(new Verdict
        {
            Detector = Id,
            Delivery = Delivery.Delivered,
            Engagement = judged.Engagement,
            Reason = judged.Engagement is Engagement.Refused or Engagement.Partial ? judged.Reason : null,
            Evidence = judged.Evidence,
        });
    }
}
