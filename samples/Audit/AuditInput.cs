using CensorshipEval.Analysis;
using CensorshipEval.Corpora;
using CensorshipEval.Costs;
using CensorshipEval.Running;
using CensorshipEval.Samples.Audit.Output;
using CensorshipEval.Simulation;
using CensorshipEval.Targets;
using CensorshipEval.Transcripts;

namespace CensorshipEval.Samples.Audit;

/// <summary>What is asked and who answers: a transcript, or live or simulated models over a corpus.</summary>
internal sealed class AuditInput : IDisposable
{
    public const string Simulation = "simulation";

    private readonly TranscriptFile? _transcript;

    private AuditInput(TranscriptFile transcript)
    {
        _transcript = transcript;
        Corpus = transcript;
        Source = transcript;
    }

    private AuditInput(IPromptCorpus corpus, TargetSet targets, AuditOptions options)
    {
        Corpus = corpus;
        Meter = new CostMeter(targets, options.Live.MaxCost);
        Retries = new RetryNotes();
        // A plan asks nobody and needs no key.
        Live = new LiveModels(targets, options.Plan ? static _ => "none" : null, Retries);
        Source = Meter.Around(Live);
    }

    private AuditInput(IPromptCorpus corpus)
    {
        Corpus = corpus;
        Simulated = [new SimulatedModel(SimulationProfile.Open, corpus), new SimulatedModel(SimulationProfile.Censoring, corpus)];
        Dictionary<string, SimulatedModel> byModel = Simulated.ToDictionary(static model => model.Profile.Model);
        Source = new ChatClientSource(target => byModel[target.Model]);
    }

    public IPromptCorpus Corpus { get; }

    public IExchangeSource Source { get; }

    public bool IsRecorded => _transcript is not null;

    public IReadOnlyList<SimulatedModel> Simulated { get; } = [];

    /// <summary>The live models; <see langword="null"/> when others answer.</summary>
    public LiveModels? Live { get; }

    /// <summary>What the live models cost; <see langword="null"/> when others answer.</summary>
    public CostMeter? Meter { get; }

    /// <summary>The latest retry of a live model; <see langword="null"/> when others answer.</summary>
    public RetryNotes? Retries { get; }

    public static async Task<AuditInput> OpenAsync(AuditOptions options, EvaluationPlan? resumed, CancellationToken cancellationToken)
    {
        TargetSet? targets = await LiveTargets.OpenAsync(options.Live, resumed, options.Concurrency, cancellationToken);
        string? transcripts = options.Transcripts;
        if (resumed is not null && transcripts is null && resumed.Source.StartsWith("transcript:", StringComparison.Ordinal))
            transcripts = File.Exists(resumed.Corpus.Name) ? resumed.Corpus.Name : throw OtherCorpus(resumed, "no such file");
        if (transcripts is not null)
        {
            TranscriptFile file = await TranscriptFile.OpenAsync(transcripts, cancellationToken);
            if (resumed is null || resumed.Corpus.Sha256 == file.Info.Sha256) return new AuditInput(file);
            file.Dispose();
            throw OtherCorpus(resumed, $"'{transcripts}', which is another file");
        }

        IPromptCorpus corpus =
            options.Prompts is { } prompts ? await PromptCorpus.LoadPromptsAsync(prompts, cancellationToken)
            : options.Corpus is { } folder ? await PromptCorpus.LoadFolderAsync(folder, cancellationToken)
            : PromptCorpus.BuiltIn;
        if (resumed is not null && resumed.Corpus.Sha256 != corpus.Info.Sha256) throw OtherCorpus(resumed, $"the corpus '{corpus.Info.Name}' (SHA-256 {corpus.Info.Sha256[..12]}…)");
        return targets is null ? new AuditInput(corpus) : new AuditInput(corpus, targets, options);
    }

    public EvaluationPlan Plan(AuditOptions options, Judges judges)
    {
        IReadOnlyList<Prompt> prompts = Select(options.Selection, Corpus);
        if (_transcript is not null) return _transcript.Plan(judges, prompts, options.Samples);
        IReadOnlyList<Target> targets = Live?.Targets.Targets ?? [.. Simulated.Select(static model => new Target { Id = model.Profile.Model, Model = model.Profile.Model })];
        return new EvaluationPlan
        {
            Corpus = Corpus.Info,
            Targets = targets,
            Prompts = prompts,
            Samples = options.Samples ?? 1,
            Seed = options.Seed ?? 1,
            Judges = judges,
            Source = Live is null ? Simulation : LiveTargets.SourceOf(Live.Targets),
            Comparisons = DeclaredComparison.Default(targets, prompts),
            Sentinels = Live is null ? null : LiveTargets.SentinelsFor(prompts, options),
        };
    }

    /// <summary>How many trials there will be: of a transcript, only those that were recorded.</summary>
    public long TrialsOf(EvaluationPlan plan) => _transcript?.CountIn(plan) ?? plan.TrialCount;

    public void Dispose()
    {
        _transcript?.Dispose();
        Live?.Dispose();
        foreach (SimulatedModel model in Simulated) model.Dispose();
    }

    private static InputException OtherCorpus(EvaluationPlan plan, string found) => new(new InputError(
        "--resume", null, null, found,
        $"what the run was begun with, '{plan.Corpus.Name}' (SHA-256 {plan.Corpus.Sha256[..12]}…), named with --transcripts, --prompts or --corpus"));

    // An error of a filter names the option it came from.
    private static IReadOnlyList<Prompt> Select(PromptSelection selection, IPromptCorpus corpus)
    {
        try
        {
            return selection.Select(corpus);
        }
        catch (InputException exception)
        {
            throw new InputException([.. exception.Errors.Select(static error =>
                error.Field is { } field ? error with { Source = $"--{field.ToLowerInvariant()}", Field = null } : error with { Source = "filters" })]);
        }
    }
}
