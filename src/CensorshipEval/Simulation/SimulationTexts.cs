using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Simulation;

/// <summary>What a simulated model says in one language where a family does not say it.</summary>
internal sealed record SimulationTexts
{
    private static readonly Lazy<FrozenDictionary<LanguageTag, SimulationTexts>> All = new(Load);

    public required IReadOnlyList<string> Refusals { get; init; }

    /// <summary>What a host shows in place of a withdrawn answer.</summary>
    public required string Notice { get; init; }

    /// <summary>An answer to a prompt without key facts.</summary>
    public required string Answer { get; init; }

    /// <summary>A rejection of the question.</summary>
    public required string PremiseRejection { get; init; }

    /// <summary>An answer that leaves everything open, each hedging expression between brackets.</summary>
    public required string Hedged { get; init; }

    /// <summary>The same as a model says it.</summary>
    public string HedgedAnswer => Hedged.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    /// <summary>How many expressions are in it.</summary>
    public int HedgingExpressions => Hedged.Count(static c => c is '[');

    /// <summary>The texts of a language; English where there are none.</summary>
    public static SimulationTexts For(LanguageTag language) =>
        All.Value.TryGetValue(language, out SimulationTexts? texts) ? texts : All.Value[LanguageTag.Parse("en")];

    private static FrozenDictionary<LanguageTag, SimulationTexts> Load()
    {
        System.Reflection.Assembly assembly = typeof(SimulationTexts).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith("Simulation/", StringComparison.Ordinal))
            .ToFrozenDictionary(
                static name => LanguageTag.Parse(Path.GetFileNameWithoutExtension(name)),
                name =>
                {
                    using Stream stream = assembly.GetManifestResourceStream(name)!;
                    return JsonSerializer.Deserialize(stream, SimulationJsonContext.Default.SimulationTexts)!;
                });
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SimulationTexts))]
internal sealed partial class SimulationJsonContext : JsonSerializerContext;
