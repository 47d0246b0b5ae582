using System.Text.Json.Serialization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Running;

/// <summary>A plan without its targets and prompts, which a store keeps in rows of their own.</summary>
internal sealed record PlanSettings
{
    public required CorpusInfo Corpus { get; init; }

    public required int Samples { get; init; }

    public required int FurtherSamplesWhenEmpty { get; init; }

    public required int Seed { get; init; }

    public required TrialOrder Order { get; init; }

    public SentinelPlan? Sentinels { get; init; }

    /// <summary>Absent when none are declared: a plan without them keeps its hash.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DeclaredComparison>? Comparisons { get; init; }

    public required Judges Judges { get; init; }

    public required string Source { get; init; }

    public static PlanSettings Of(EvaluationPlan plan) => new()
    {
        Corpus = plan.Corpus,
        Samples = plan.Samples,
        FurtherSamplesWhenEmpty = plan.FurtherSamplesWhenEmpty,
        Seed = plan.Seed,
        Order = plan.Order,
        Sentinels = plan.Sentinels,
        Comparisons = plan.Comparisons.Count == 0 ? null : plan.Comparisons,
        Judges = plan.Judges,
        Source = plan.Source,
    };

    public EvaluationPlan With(IReadOnlyList<Target> targets, IReadOnlyList<Prompt> prompts) => new()
    {
        Corpus = Corpus,
        Targets = targets,
        Prompts = prompts,
        Samples = Samples,
        FurtherSamplesWhenEmpty = FurtherSamplesWhenEmpty,
        Seed = Seed,
        Order = Order,
        Sentinels = Sentinels,
        Comparisons = Comparisons ?? [],
        Judges = Judges,
        Source = Source,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanSettings))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
