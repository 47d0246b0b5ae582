using System.Text.Json;
using CensorshipEval.Running;

namespace CensorshipEval.Analysis;

/// <summary>What is counted of one target.</summary>
internal sealed class TargetServing(Target target, EvaluationPlan plan, PromptPlaces places)
{
    private readonly NameCounts _models = new();
    private readonly NameCounts _providers = new();
    private readonly NameCounts _fingerprints = new();
    private readonly LoadTally _load = new(plan);
    private readonly SentinelSeries _sentinels = new(plan);
    private long _trials;
    private long _returned;
    private long _notTold;
    private long _otherModel;
    private long _fallbacks;

    public TextTally Texts { get; } = new(places);

    public void Add(Trial trial)
    {
        Exchange exchange = trial.Exchange;
        DateTimeOffset? askedAt = exchange.Timing?.StartedAt;
        string? model = NameCounts.Clean(exchange.AnsweredBy);
        string? fingerprint = Metadata(exchange, "systemFingerprint");
        _trials++;
        _sentinels.Add(trial, model is null ? null : ModelName.Canonical(model), fingerprint);
        if (exchange.Metadata.TryGetValue("fallbacks", out JsonElement fallbacks) && fallbacks.ValueKind is JsonValueKind.Array && fallbacks.GetArrayLength() > 0) _fallbacks++;
        if (Metadata(exchange, "provider") is { } provider) _providers.Add(provider, askedAt);
        if (fingerprint is not null) _fingerprints.Add(fingerprint, askedAt);
        if (model is not null)
        {
            _models.Add(model, askedAt);
            if (ModelName.Compare(target.Model, model) is ModelNameMatch.Other) _otherModel++;
        }

        if (trial.Verdict.Delivery is Delivery.TransportError) return;
        _returned++;
        if (model is null) _notTold++;
        _load.Add(trial);
        Texts.Add(exchange, trial.Verdict);
    }

    public ServingSummary Summarise()
    {
        EmptyAnswers empty = _load.Summarise();
        (SentinelDrift Drift, bool Varied)[] drift = [.. Enum.GetValues<SentinelAspect>().Select(_sentinels.Test)];
        double[] adjusted = HolmAdjustment.Of([.. drift.Where(static test => test.Varied).Select(static test => test.Drift.PValue!.Value), .. AsList(empty.PValue)]);
        int next = 0;
        var summary = new ServingSummary
        {
            TargetId = target.Id,
            Model = target.Model,
            Trials = _trials,
            Returned = _returned,
            ModelNotTold = _notTold,
            Models =
            [
                .. _models.Ordered().Select(name => new AnsweringModel
                {
                    Name = Excerpt.Of(name.Key), Match = ModelName.Compare(target.Model, name.Key),
                    Trials = name.Value.Trials, FirstAskedAt = name.Value.First, LastAskedAt = name.Value.Last,
                }),
            ],
            OtherModel = _otherModel,
            Providers = Names(_providers),
            Fingerprints = Names(_fingerprints),
            FallbacksTold = _fallbacks,
            Drift = [.. drift.Select(test => test.Drift with { AdjustedPValue = test.Varied ? adjusted[next++] : test.Drift.PValue })],
            EmptyAnswers = empty with { AdjustedPValue = empty.PValue is null ? null : adjusted[^1] },
            RepeatedTexts = Texts.Summarise(),
            RepeatedTextsIncomplete = Texts.IsIncomplete,
            Findings = [],
        };
        return summary with { Findings = ServingFindings.Of(summary) };
    }

    private static IEnumerable<double> AsList(double? value) => value is { } number ? [number] : [];

    private static IReadOnlyList<ServingName> Names(NameCounts counts) =>
    [
        .. counts.Ordered().Select(static name => new ServingName
        {
            Name = Excerpt.Of(name.Key), Trials = name.Value.Trials, FirstAskedAt = name.Value.First, LastAskedAt = name.Value.Last,
        }),
    ];

    private static string? Metadata(Exchange exchange, string name)
    {
        if (!exchange.Metadata.TryGetValue(name, out JsonElement value) || value.ValueKind is not JsonValueKind.String) return null;
        try
        {
            return NameCounts.Clean(value.GetString());
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text, and yet a name.
            return NameCounts.Clean(value.GetRawText());
        }
    }
}
