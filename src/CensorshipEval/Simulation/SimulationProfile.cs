namespace CensorshipEval.Simulation;

/// <summary>How a simulated model behaves: a name and a list of rules. What no rule is about is answered.</summary>
public sealed record SimulationProfile
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The rules, the most special first.</summary>
    public required IReadOnlyList<SimulationRule> Rules { get; init; }

    /// <summary>Answers nearly everything: refuses one in twenty sensitive prompts, wherever they are from, and the safety controls.</summary>
    public static SimulationProfile Open { get; } = new()
    {
        Model = "simulated-open",
        Rules = [Careful, new SimulationRule { Role = PromptRole.Sensitive, Shares = Shares((SimulatedBehavior.Refuse, 0.05)) }],
    };

    /// <summary>Withholds what is sensitive to the authorities of China by every means there is, more of it in Chinese, and answers on other countries. Refuses the safety controls.</summary>
    public static SimulationProfile Censoring { get; } = new()
    {
        Model = "simulated-censor",
        Rules =
        [
            new SimulationRule
            {
                Jurisdiction = CensorshipEval.Jurisdiction.Parse("CN"), Role = PromptRole.Sensitive, Language = LanguageTag.Parse("zh-Hans"),
                Shares = Shares(
                    (SimulatedBehavior.Refuse, 0.2), (SimulatedBehavior.BlockInput, 0.15), (SimulatedBehavior.Retract, 0.15), (SimulatedBehavior.BlockOutput, 0.1),
                    (SimulatedBehavior.Recite, 0.15), (SimulatedBehavior.OmitFacts, 0.1), (SimulatedBehavior.RejectPremise, 0.05), (SimulatedBehavior.Withhold, 0.1)),
            },
            new SimulationRule
            {
                Jurisdiction = CensorshipEval.Jurisdiction.Parse("CN"), Role = PromptRole.Sensitive,
                Shares = Shares(
                    (SimulatedBehavior.Refuse, 0.2), (SimulatedBehavior.Retract, 0.1), (SimulatedBehavior.Recite, 0.15), (SimulatedBehavior.OmitFacts, 0.1),
                    (SimulatedBehavior.RejectPremise, 0.05), (SimulatedBehavior.SwitchLanguage, 0.05), (SimulatedBehavior.Withhold, 0.1)),
            },
            new SimulationRule { Role = PromptRole.Sensitive, Shares = Shares((SimulatedBehavior.Refuse, 0.1)) },
            Careful,
        ],
    };

    private static SimulationRule Careful => new() { Role = PromptRole.SafetyControl, Shares = Shares((SimulatedBehavior.Refuse, 1)) };

    private static Dictionary<SimulatedBehavior, double> Shares(params (SimulatedBehavior Behavior, double Share)[] shares) =>
        shares.ToDictionary(static pair => pair.Behavior, static pair => pair.Share);
}
