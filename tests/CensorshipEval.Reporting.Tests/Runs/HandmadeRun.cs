using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Tests.Runs;

/// <summary>A run of trials that a test wrote down.</summary>
internal static class HandmadeRun
{
    public static readonly ComponentId Detector = new("by-hand", "1.0.0");

    public static ReportedRun Of(IReadOnlyList<Trial> trials, IPromptCorpus? corpus = null, int seed = 1)
    {
        var plan = new EvaluationPlan
        {
            Corpus = corpus?.Info ?? new CorpusInfo { Name = "by-hand", Version = "1.0.0", Sha256 = new string('0', 64) },
            Targets = [.. trials.Select(static trial => trial.Exchange.Target).DistinctBy(static target => target.Id)],
            Prompts = [.. trials.Select(static trial => trial.Exchange.Prompt).DistinctBy(static prompt => prompt.Id)],
            Samples = trials.Max(static trial => trial.Key.Sample) + 1, Judges = new Judges(Detector, []), Source = "by-hand", Seed = seed,
        };
        var counts = new TrialCounts(plan);
        foreach (Trial trial in trials) counts.Add(trial);
        return new ReportedRun
        {
            RunId = "run", Plan = plan, Judges = plan.Judges, Analysis = new RunAnalysis(counts), Trials = token => ReadAsync(trials, token), IsComplete = true,
            CreatedAt = SimulatedRun.Begun, Corpus = corpus,
        };
    }

    /// <summary>A trial; an answered one where nothing else is said.</summary>
    public static Trial Trial(
        Prompt prompt, string text = "An answer.", Delivery delivery = Delivery.Delivered, Engagement? engagement = Engagement.Complete, string target = "model", int sample = 0,
        double? probability = 0.02, IReadOnlyList<EvidenceSpan>? evidence = null, IReadOnlyList<Measurement>? measurements = null, Func<Exchange, Exchange>? with = null)
    {
        var exchange = new Exchange
        {
            Key = new TrialKey("run", target, prompt.Id, sample), Target = new Target { Id = target, Model = target }, Prompt = prompt, Text = text,
            FinishReason = "stop", Metadata = ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty,
        };
        return new Trial
        {
            Exchange = with is null ? exchange : with(exchange),
            Verdict = new Verdict { Detector = Detector, Delivery = delivery, Engagement = engagement, RefusalProbability = probability, Evidence = evidence ?? [] },
            Measurements = measurements ?? [],
        };
    }

    public static Prompt Prompt(
        string id, string text = "A question?", string language = "en", PromptRole? role = PromptRole.Sensitive, string? family = null, string? topic = "topic", PromptForm? form = PromptForm.Question) => new()
    {
        Id = id, Text = text, Language = LanguageTag.Parse(language), Role = role, FamilyId = family, Topic = topic, Form = form, Jurisdiction = Jurisdiction.Parse("CN"),
    };

    private static async IAsyncEnumerable<Trial> ReadAsync(IReadOnlyList<Trial> trials, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (Trial trial in trials)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return trial;
        }

        await Task.CompletedTask;
    }
}
