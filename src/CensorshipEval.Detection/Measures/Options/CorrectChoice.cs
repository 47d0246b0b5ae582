namespace CensorshipEval.Detection;

/// <summary>Whether an answer to a multiple choice chooses the right option: 1 or 0. Not available for other forms, and where no one option was chosen. Evidence: the choice.</summary>
public sealed class CorrectChoice : IContentMeasure
{
    private readonly MeasuredAnswers _answers;

    /// <summary>Creates the measure.</summary>
    public CorrectChoice()
        : this(new MeasuredAnswers())
    {
    }

    internal CorrectChoice(MeasuredAnswers answers) => _answers = answers;

    /// <inheritdoc/>
    public ComponentId Id { get; } = new("correct-choice", "0.1.0");

    /// <inheritdoc/>
    public ValueTask<Measurement> MeasureAsync(Exchange exchange, PromptFamily? family, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return ValueTask.FromResult(Measure(exchange, family));
    }

    private Measurement Measure(Exchange exchange, PromptFamily? family)
    {
        if (!MeasurableText.IsIn(exchange, out string? whyNot)) return Measurement.NotAvailable(Id, whyNot);
        if (exchange.Prompt.Form is not PromptForm.MultipleChoice || OptionReader.Read(exchange, _answers.Text(exchange), family) is not { } choice)
            return Measurement.NotAvailable(Id, "the prompt is no multiple choice of a family");
        return choice.Measure(Id, choice.Options.CorrectOption, 1, "option");
    }
}
