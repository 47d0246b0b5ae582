using System.Security.Cryptography;
using System.Text.Json;
using CensorshipEval.Analysis;

namespace CensorshipEval.Running;

/// <summary>
/// What a run asks, of whom, how often and in which order; fixed and hashed before the first call.
/// The trials are all combinations of target, prompt and sample, with the sentinels between them.
/// </summary>
public sealed record EvaluationPlan
{
    /// <summary>The corpus the prompts are from.</summary>
    public required CorpusInfo Corpus { get; init; }

    /// <summary>Who is asked; at least one.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>What is asked; at least one.</summary>
    public required IReadOnlyList<Prompt> Prompts { get; init; }

    /// <summary>How often each target is asked each prompt. Default 1.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>Further samples asked when an answer comes back empty, 0 to 10. Default 1. Every one stays on record.</summary>
    public int FurtherSamplesWhenEmpty { get; init; } = 1;

    /// <summary>Seed of the order. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Order of the trials. Default <see cref="TrialOrder.Interleaved"/>.</summary>
    public TrialOrder Order { get; init; }

    /// <summary>Prompts that are repeated through the run; <see langword="null"/> for none.</summary>
    public SentinelPlan? Sentinels { get; init; }

    /// <summary>What is to be compared, declared before the first call, so that p-values are adjusted over all of it. Default none; <see cref="DeclaredComparison.Default"/> proposes some.</summary>
    public IReadOnlyList<DeclaredComparison> Comparisons { get; init; } = [];

    /// <summary>The detector and measures that are to judge.</summary>
    public required Judges Judges { get; init; }

    /// <summary>Where answers come from, so that a run is never continued from elsewhere: <c>simulation:…</c>, <c>transcript:…</c>, <c>live</c>.</summary>
    public required string Source { get; init; }

    /// <summary>How many trials the plan holds, without further samples for empty answers.</summary>
    public long TrialCount => Targets.Count * (((long)Prompts.Count * Samples) + ((long)(Sentinels?.PromptIds.Count ?? 0) * (Sentinels?.Repeats ?? 0)));

    /// <summary>
    /// Whether a trial is a repeat of a sentinel beyond its normal samples. Such trials show drift; in a rate they would make their questions weigh more.
    /// </summary>
    public bool IsSentinelRepeat(TrialKey key) => new SampleNumbers(this).IsOfSentinel(key.Sample);

    /// <summary>SHA-256 over the whole plan as JSON, in lower-case hexadecimal.</summary>
    public string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(PlanSettings.Of(this), PlanJsonContext.Default.PlanSettings));
        foreach (Target target in Targets) hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(target, CensorshipEvalJson.For<Target>()));
        foreach (Prompt prompt in Prompts) hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(prompt, CensorshipEvalJson.For<Prompt>()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The plan of a stored run.</summary>
    /// <exception cref="RunStoreException">The record was not written by this library, or by a newer version of it.</exception>
    public static EvaluationPlan FromRecord(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        try
        {
            PlanSettings settings = JsonSerializer.Deserialize(record.Plan, PlanJsonContext.Default.PlanSettings)!;
            return settings.With(record.Targets, record.Prompts);
        }
        catch (JsonException exception)
        {
            throw new RunStoreException($"The plan of run '{record.Id}' cannot be read by this version: {exception.Message}", exception);
        }
    }

    /// <summary>The record under which the plan is stored.</summary>
    public RunRecord ToRecord(string runId, DateTimeOffset createdAt) => new()
    {
        Id = runId,
        CreatedAt = createdAt,
        Plan = JsonSerializer.Serialize(PlanSettings.Of(this), PlanJsonContext.Default.PlanSettings),
        PlanHash = ComputeHash(),
        Targets = Targets,
        Prompts = Prompts,
    };
}
