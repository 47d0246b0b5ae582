using System.Text.Json.Serialization;

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
        Judges = Judges,
        Source = Source,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanSettings))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
