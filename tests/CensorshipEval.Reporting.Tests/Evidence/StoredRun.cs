using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting.Tests.Evidence;

/// <summary>A small run whose exchanges a test makes itself.</summary>
internal static class StoredRun
{
    private static readonly DateTimeOffset Begun = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(8));

    public static EvaluationPlan Plan(int prompts = 3, Uri? endpoint = null, string targetId = "target", string? systemPrompt = null, int samples = 1) => new()
    {
        Corpus = new CorpusInfo { Name = "own", Version = "1.0.0", Sha256 = new string('a', 64) },
        Targets = [new Target { Id = targetId, Model = "vendor/model", Endpoint = endpoint, SystemPrompt = systemPrompt }],
        Prompts = [.. Enumerable.Range(0, prompts).Select(static number => new Prompt { Id = $"p{number}", Text = $"What happened in {1900 + number}?", Language = LanguageTag.Parse("en"), Role = PromptRole.Sensitive, FamilyId = $"f{number}" })],
        Samples = samples,
        Judges = Judges,
        Source = "live",
    };

    public static Judges Judges { get; } = new(new DefaultRefusalDetector().Id, [.. ContentMeasures.All().Select(static measure => measure.Id)]);

    public static Exchange Answer(EvaluationPlan plan, int prompt = 0, int sample = 0, string text = "In that year a treaty was signed, and it was widely reported.") => new()
    {
        Key = new TrialKey("run", plan.Targets[0].Id, plan.Prompts[prompt].Id, sample),
        Target = plan.Targets[0], Prompt = plan.Prompts[prompt], Text = text, FinishReason = "stop",
    };

    public static async Task<(IRunStore Store, ReportedRun Run)> KeepAsync(EvaluationPlan plan, IReadOnlyList<Exchange> exchanges, IReadOnlyList<Attempt>? attempts = null, IRunStore? store = null)
    {
        store ??= new InMemoryRunStore();
        await store.CreateRunAsync(plan.ToRecord("run", Begun));
        foreach (Exchange[] some in exchanges.Chunk(1_000)) await store.WriteAsync(new RunBatch { Exchanges = some });
        await store.WriteAsync(new RunBatch { Attempts = attempts ?? [] });
        await new EvaluationRunner(store, new DefaultRefusalDetector(), ContentMeasures.All()).JudgeAgainAsync("run");
        return (store, await ReportedRun.ReadAsync(store, "run"));
    }

    public static async Task<EvidenceReplay> ReplayAsync(string path, EvidenceReplayOptions? options = null) =>
        await (await EvidenceBundle.OpenAsync(path)).ReplayAsync(options);
}
