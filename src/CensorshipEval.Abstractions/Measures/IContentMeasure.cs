namespace CensorshipEval;

/// <summary>Measures the content of a delivered text. Implementations are thread-safe and repeatable.</summary>
public interface IContentMeasure
{
    /// <summary>Name and version, stored with every measurement.</summary>
    ComponentId Id { get; }

    /// <summary>Measures one exchange; <paramref name="family"/> is <see langword="null"/> when the prompt has none.</summary>
    ValueTask<Measurement> MeasureAsync(Exchange exchange, PromptFamily? family, CancellationToken cancellationToken = default);
}
