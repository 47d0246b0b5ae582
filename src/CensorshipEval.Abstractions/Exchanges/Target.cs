namespace CensorshipEval;

/// <summary>What is asked: endpoint, model, system prompt and sampling. Two hosts of one model are two targets.</summary>
public sealed record Target
{
    /// <summary>Unique within a run; shown in reports.</summary>
    public required string Id { get; init; }

    /// <summary>The model's name as it is asked for.</summary>
    public required string Model { get; init; }

    /// <summary>Base address of the host, without credentials; <see langword="null"/> for simulated and recorded models.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>System prompt; <see langword="null"/> when none is sent.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>How answers are drawn.</summary>
    public SamplingOptions Sampling { get; init; } = SamplingOptions.ProviderDefault;
}
