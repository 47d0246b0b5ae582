using CensorshipEval.Corpora;
using CensorshipEval.Simulation;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Samples.GuardedChat;

/// <summary>The models: simulated ones, so that it runs without a key. With real ones, this is where their clients are made.</summary>
internal static class Models
{
    // Always the same, so that what the README shows is what happens.
    private static readonly Dictionary<SimulatedBehavior, double> Always = new() { [SimulatedBehavior.Refuse] = 1 };

    private static readonly SimulationProfile Refusing = new()
    {
        Model = "simulated-refuser",
        Rules =
        [
            new SimulationRule { Jurisdiction = Jurisdiction.Parse("CN"), Role = PromptRole.Sensitive, Shares = Always },
            new SimulationRule { Role = PromptRole.SafetyControl, Shares = Always },
        ],
    };

    public static IChatClient Of(string? behavior) => new SimulatedModel(
        behavior switch
        {
            "refusing" => Refusing,
            "censoring" => SimulationProfile.Censoring,
            "open" => SimulationProfile.Open,
            _ => throw new InvalidOperationException($"Models is '{behavior}'; expected refusing, censoring or open."),
        },
        PromptCorpus.BuiltIn);
}
