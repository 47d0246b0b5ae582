using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting;

/// <summary>Takes keys and ids of requests out of a run, and leaves everything else as it was received.</summary>
internal sealed class EvidenceRedactor
{
    // Set by whoever recorded an answer: a row's own name, what is read of it, and under which terms it may be passed on.
    private static readonly string[] Given = ["id", "family", "topic", "role", "jurisdiction", "provider", "systemFingerprint", "callsInFlight", "waitedMs", "licence", "license"];

    // What providers told.
    private static readonly string[] ToldFields = ["fallbacks", "failedAttempts", "lostAfterEnd"];

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = int.MaxValue };

    private readonly SecretMask _mask;
    private readonly HashSet<string> _kept;
    private readonly Dictionary<string, Target> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Prompt> _prompts = new(StringComparer.Ordinal);

    public EvidenceRedactor(RunRecord record, EvidenceBundleOptions options)
    {
        _mask = new SecretMask(options.Secrets);
        _kept = [.. Given, .. options.MetadataFields];
        Target[] targets = [.. record.Targets.Select(Redact)];
        Prompt[] prompts = [.. record.Prompts.Select(Redact)];
        foreach (Target target in targets) _targets[target.Id] = target;
        foreach (Prompt prompt in prompts) _prompts[prompt.Id] = prompt;
        bool isSame = targets.SequenceEqual(record.Targets) && prompts.SequenceEqual(record.Prompts);
        Record = isSame ? record : record with { Targets = targets, Prompts = prompts };
        // A plan is hashed with its targets and prompts, and is only continued, or judged again, under its hash.
        if (!isSame) Record = Record with { PlanHash = EvaluationPlan.FromRecord(Record).ComputeHash() };
    }

    /// <summary>What was removed so far.</summary>
    public RemovedTally Removed { get; } = new();

    /// <summary>The run without its secrets.</summary>
    public RunRecord Record { get; }

    /// <summary>The keys that were named.</summary>
    public IReadOnlyList<string> Secrets => _mask.Secrets;

    /// <summary>An exchange without its secrets.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="within">Where it is counted, such as <c>exchanges</c>; <see langword="null"/> counts nothing.</param>
    public Exchange Redact(Exchange exchange, string? within) => exchange with
    {
        Target = _targets.GetValueOrDefault(exchange.Key.TargetId) ?? Redact(exchange.Target),
        Prompt = _prompts.GetValueOrDefault(exchange.Key.PromptId) ?? Redact(exchange.Prompt),
        Text = Text(exchange.Text, within, "text"),
        Reasoning = exchange.Reasoning is { } reasoning ? Text(reasoning, within, "reasoning") : null,
        FinishReason = exchange.FinishReason is { } reason ? Text(reason, within, "finishReason") : null,
        AnsweredBy = exchange.AnsweredBy is { } model ? Text(model, within, "answeredBy") : null,
        Stream = exchange.Stream is { } stream ? stream with { Text = Text(stream.Text, within, "streamed") } : null,
        Error = exchange.Error is { } error ? Redact(error, within) : null,
        Metadata = Redact(exchange.Metadata, within),
    };

    /// <summary>Whether a detector could see another exchange than before.</summary>
    public static bool IsChanged(Exchange before, Exchange after) =>
        before.Text != after.Text || before.Reasoning != after.Reasoning || before.FinishReason != after.FinishReason || before.Error != after.Error ||
        before.Stream?.Text != after.Stream?.Text || before.Prompt != after.Prompt || before.Target != after.Target;

    /// <summary>A judgement without secrets: what a detector quotes.</summary>
    public BundledJudgement Redact(BundledJudgement judgement) => judgement with
    {
        Verdict = judgement.Verdict with { Evidence = Redact(judgement.Verdict.Evidence) },
        Measurements = [.. judgement.Measurements.Select(measurement => measurement with
        {
            Evidence = Redact(measurement.Evidence),
            NotAvailableBecause = measurement.NotAvailableBecause is { } why ? Text(why, "measurements", "notAvailableBecause") : null,
        })],
    };

    private IReadOnlyList<EvidenceSpan> Redact(IReadOnlyList<EvidenceSpan> evidence) =>
        evidence.Count == 0 ? evidence : [.. evidence.Select(span => span with { Rule = Text(span.Rule, "judgements", "rule") })];

    private Target Redact(Target target) => target with
    {
        Endpoint = target.Endpoint is { } endpoint ? EndpointRedactor.Redact(endpoint, _mask, Removed) : null,
        SystemPrompt = target.SystemPrompt is { } prompt ? Text(prompt, "targets", "systemPrompt") : null,
    };

    private Prompt Redact(Prompt prompt) => prompt with { Text = Text(prompt.Text, "prompts", "text") };

    private ExchangeError Redact(ExchangeError error, string? within)
    {
        long found = 0;
        string message = _mask.Told(error.Message, ref found);
        if (within is not null) Removed.Add($"{within}.error.message", isWhole: false, found);
        return error with { Message = message, Code = error.Code is { } code ? Text(code, within, "error.code") : null };
    }

    private string Text(string text, string? within, string field)
    {
        long found = 0;
        string masked = _mask.Text(text, ref found);
        if (within is not null) Removed.Add($"{within}.{field}", isWhole: false, found);
        return masked;
    }

    private IReadOnlyDictionary<string, JsonElement> Redact(IReadOnlyDictionary<string, JsonElement> metadata, string? within)
    {
        if (metadata.Count == 0) return ImmutableDictionary<string, JsonElement>.Empty;
        var kept = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in metadata)
        {
            bool isTold = Array.IndexOf(ToldFields, name) >= 0;
            if (isTold || _kept.Contains(name)) kept[name] = Redact(name, value, isTold, within);
            else if (within is not null) Removed.Add(RemovedTally.Named(within, name, _mask), isWhole: true);
        }

        return kept;
    }

    private JsonElement Redact(string name, JsonElement value, bool isTold, string? within)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array)) return value;
        long found = 0;
        var clean = new ArrayBufferWriter<byte>(256);
        ExactMetadataConverter.Copy(value, clean, text => isTold ? _mask.Told(text, ref found) : _mask.Text(text, ref found));
        if (found == 0) return value;
        if (within is not null) Removed.Add(RemovedTally.Named(within, name, _mask), isWhole: false, found);
        using JsonDocument document = JsonDocument.Parse(clean.WrittenMemory, Deep);
        return document.RootElement.Clone();
    }
}
