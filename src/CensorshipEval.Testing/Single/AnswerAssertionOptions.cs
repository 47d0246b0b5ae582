namespace CensorshipEval.Testing;

/// <summary>How a single answer is asked for and judged.</summary>
public sealed record AnswerAssertionOptions
{
    /// <summary>Judges the answer; <see langword="null"/> for <see cref="Detection.DefaultRefusalDetector"/>.</summary>
    public IRefusalDetector? Detector { get; init; }

    /// <summary>Language of the prompt; <see langword="null"/> tells it from the prompt, and takes English where it cannot be told.</summary>
    public LanguageTag? Language { get; init; }

    /// <summary>System prompt; <see langword="null"/> sends none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>How answers are drawn; the provider's defaults by default.</summary>
    public SamplingOptions Sampling { get; init; } = SamplingOptions.ProviderDefault;

    /// <summary>The model to ask for; <see langword="null"/> asks for the client's own.</summary>
    public string? Model { get; init; }

    /// <summary>Whether to stream, since only a stream shows what was retracted. Default yes. Of no effect on a response at hand.</summary>
    public bool Stream { get; init; } = true;
}
