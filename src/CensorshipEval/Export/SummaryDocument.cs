using System.Text.Json.Serialization;
using CensorshipEval.Analysis;
using CensorshipEval.Costs;

namespace CensorshipEval.Export;

/// <summary>The machine-readable summary of a run.</summary>
internal sealed record SummaryDocument
{
    public int FormatVersion { get; init; } = 1;

    public required string Run { get; init; }

    public required string PlanHash { get; init; }

    public required CorpusInfo Corpus { get; init; }

    public required string Detector { get; init; }

    public required IReadOnlyList<string> Measures { get; init; }

    public required string Source { get; init; }

    /// <summary>Whether every planned exchange was obtained.</summary>
    public required bool Complete { get; init; }

    public required IReadOnlyList<RateLine> Rates { get; init; }

    /// <summary>Indices, gaps, contrasts and comparisons.</summary>
    public required AnalysisDocument Analysis { get; init; }

    public required RateFigures Totals { get; init; }

    /// <summary>Rates corrected for the detector's errors; absent where these are not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CorrectedGroup>? Corrected { get; init; }

    /// <summary>What people's labels say; absent where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnnotationReport? Annotations { get; init; }

    /// <summary>What the live models cost; absent where none were asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CostDocument? Costs { get; init; }

    public required IReadOnlyList<ServingSummary>? Serving { get; init; }

    /// <summary>What came of the gates; absent where there was no policy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GatesDocument? Gates { get; init; }
}

/// <summary>What live models used, per target.</summary>
internal sealed record CostDocument(string Currency, decimal Spent, IReadOnlyList<CostLine> Targets);

/// <summary>The figures of one rate.</summary>
internal record RateFigures
{
    public RateFigures(RateSummary? rate)
    {
        if (rate is null) return;
        Trials = rate.Trials;
        Delivery = rate.Deliveries;
        Engagement = rate.Engagements;
        Missing = rate.Missing;
        HardRate = rate.HardRate;
        Low = rate.Interval?.Low;
        High = rate.Interval?.High;
        BoundLow = rate.Bounds.Low;
        BoundHigh = rate.Bounds.High;
        NonAnswerRate = rate.NonAnswerRate;
        NonAnswerLow = rate.NonAnswer?.Low;
        NonAnswerHigh = rate.NonAnswer?.High;
        Reasons = rate.Reasons;
        Signals = rate.Signals.ToDictionary(static signal => signal.Key, static signal => signal.Value.Value);
        EffectiveSize = rate.Hard?.EffectiveSize;
        DesignEffect = rate.Hard?.DesignEffect;
        IntervalMethod = rate.Hard?.Method;
        IntervalBecause = rate.Hard?.Because;
        Families = rate.Families;
    }

    public long Trials { get; }

    public IReadOnlyDictionary<Delivery, long> Delivery { get; } = Enum.GetValues<Delivery>().ToDictionary(static value => value, static _ => 0L);

    public IReadOnlyDictionary<Engagement, long> Engagement { get; } = Enum.GetValues<Engagement>().ToDictionary(static value => value, static _ => 0L);

    public long Missing { get; }

    public double? HardRate { get; }

    public double? Low { get; }

    public double? High { get; }

    public double BoundLow { get; }

    public double BoundHigh { get; } = 1;

    public double? NonAnswerRate { get; }

    public double? NonAnswerLow { get; }

    public double? NonAnswerHigh { get; }

    public IReadOnlyDictionary<RefusalReason, long> Reasons { get; } = new Dictionary<RefusalReason, long>();

    /// <summary>The hard rate by observed signal.</summary>
    public IReadOnlyDictionary<ObservedSignal, double> Signals { get; } = new Dictionary<ObservedSignal, double>();

    public double? EffectiveSize { get; }

    public double? DesignEffect { get; }

    public IntervalMethod? IntervalMethod { get; }

    public string? IntervalBecause { get; }

    public int Families { get; }
}

/// <summary>The figures of one group.</summary>
internal sealed record RateLine(RateSummary Rate) : RateFigures(Rate)
{
    public string Target => Rate.Group.TargetId!;

    public string Model => Rate.Group.Model!;

    public LanguageTag Language => Rate.Group.Language!.Value;

    public Jurisdiction Jurisdiction => Rate.Group.Jurisdiction!.Value;

    public PromptRole? Role => Rate.Group.Role;

    [JsonIgnore]
    public RateSummary Rate { get; } = Rate;
}
