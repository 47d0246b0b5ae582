using CensorshipEval.Corpora;
using CensorshipEval.Faults.Models;
using CensorshipEval.Simulation;

namespace CensorshipEval.Faults.Tests;

/// <summary>A server with one simulated model.</summary>
internal static class Served
{
    public const string Model = "planted";

    /// <summary>A sensitive prompt of a family that has facts and an official line in its language.</summary>
    public static Prompt Prompt { get; } = PromptCorpus.BuiltIn.Prompts.First(static prompt =>
        prompt.Role is PromptRole.Sensitive && prompt.Language == LanguageTag.Parse("zh-Hans") && prompt.Jurisdiction == Jurisdiction.Parse("CN"));

    public static ModelServerOptions Always(SimulatedBehavior behavior) => With(new Dictionary<SimulatedBehavior, double> { [behavior] = 1 });

    public static ModelServerOptions With(IReadOnlyDictionary<SimulatedBehavior, double> shares) =>
        new() { Profiles = [new SimulationProfile { Model = Model, Rules = [new SimulationRule { Shares = shares }] }] };
}
