using System.Text.Json.Serialization;

namespace CensorshipEval.Analysis;

/// <summary>A number with an interval, and how it was come by.</summary>
public sealed record Estimate
{
    /// <summary>The estimate; a rate from 0 to 1, a difference of rates from -1 to 1, or in the unit of its quantity.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end; <see langword="null"/> where no interval can be told.</summary>
    public required double? Low { get; init; }

    /// <summary>Upper end; <see langword="null"/> where no interval can be told.</summary>
    public required double? High { get; init; }

    /// <summary>Confidence level of the interval.</summary>
    public required double Confidence { get; init; }

    /// <summary>How the interval was made.</summary>
    public required IntervalMethod Method { get; init; }

    /// <summary>Why so, in words.</summary>
    public required string Because { get; init; }

    /// <summary>Families it rests on: the sample size that counts.</summary>
    public required int Families { get; init; }

    /// <summary>Observations it rests on: judged trials of a rate, pairs of a difference.</summary>
    public required int Observations { get; init; }

    /// <summary>How many independent trials would tell as much; <see langword="null"/> for differences.</summary>
    public double? EffectiveSize { get; init; }

    /// <summary>Observations per effective one: what it costs that answers within a family resemble each other (Kish 1965); <see langword="null"/> for differences.</summary>
    public double? DesignEffect { get; init; }

    /// <summary>The interval; <see langword="null"/> where none can be told.</summary>
    [JsonIgnore]
    public Interval? Interval => Low is { } low && High is { } high ? new Interval(low, high) : null;
}
