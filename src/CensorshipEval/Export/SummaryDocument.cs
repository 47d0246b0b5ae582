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

    public required RateFigures Totals { get; init; }

    /// <summary>What the live models cost; absent where none were asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CostDocument? Costs { get; init; }

    public required IReadOnlyList<ServingSummary>? Serving { get; init; }
}

/// <summary>What live models used, per target.</summary>
internal sealed record CostDocument(string Currency, decimal Spent, IReadOnlyList<CostLine> Targets);

/// <summary>The figures of one rate.</summary>
internal record RateFigures
{
    public RateFigures(RateSummary rate)
    {
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
        Families = rate.Families;
    }

    public long Trials { get; }

    public IReadOnlyDictionary<Delivery, long> Delivery { get; }

    public IReadOnlyDictionary<Engagement, long> Engagement { get; }

    public long Missing { get; }

    public double? HardRate { get; }

    public double? Low { get; }

    public double? High { get; }

    public double BoundLow { get; }

    public double BoundHigh { get; }

    public double? NonAnswerRate { get; }

    public int Families { get; }
}

/// <summary>The figures of one group.</summary>
internal sealed record RateLine(RateGroup Group, RateSummary Rate) : RateFigures(Rate)
{
    public string Target => Group.TargetId;

    public string Model => Group.Model;

    public LanguageTag Language => Group.Language;

    public Jurisdiction Jurisdiction => Group.Jurisdiction;

    public PromptRole? Role => Group.Role;

    [JsonIgnore]
    public RateGroup Group { get; } = Group;

    [JsonIgnore]
    public RateSummary Rate { get; } = Rate;
}
