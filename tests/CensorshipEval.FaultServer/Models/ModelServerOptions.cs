using CensorshipEval.Corpora;
using CensorshipEval.Simulation;

namespace CensorshipEval.Faults.Models;

/// <summary>What a <see cref="ModelServer"/> serves, and how well.</summary>
public sealed record ModelServerOptions
{
    /// <summary>Port on the loopback address; 0, the default, for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Wait between a request and its answer. Default none.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Share of answers, 0 to 1, in whose place a fault is played. Default 0.</summary>
    public double Faults { get; init; }

    /// <summary>Which answers, and which faults. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The key that callers must send; <see langword="null"/>, the default, when none is wanted.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Serve nothing but the model <see cref="PlainModel.ModelName"/>, which has one answer to everything. Default no.</summary>
    public bool Plain { get; init; }

    /// <summary>The simulated models, by their model names. Default the open and the censoring one.</summary>
    public IReadOnlyList<SimulationProfile> Profiles { get; init; } = [SimulationProfile.Open, SimulationProfile.Censoring];

    /// <summary>The prompts that they know. Default the built-in corpus.</summary>
    public IPromptCorpus Corpus { get; init; } = PromptCorpus.BuiltIn;
}
