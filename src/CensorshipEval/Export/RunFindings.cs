using CensorshipEval.Analysis;
using CensorshipEval.Costs;
using CensorshipEval.Gates;

namespace CensorshipEval.Export;

/// <summary>What else is known of a run and goes into its summary; <see langword="null"/> where nobody looked.</summary>
public sealed record RunFindings
{
    /// <summary>Who and what answered, per target.</summary>
    public IReadOnlyList<ServingSummary>? Serving { get; init; }

    /// <summary>What live models cost.</summary>
    public CostMeter? Costs { get; init; }

    /// <summary>What came of a policy.</summary>
    public GateReport? Gates { get; init; }

    /// <summary>Rates corrected for the detector's errors.</summary>
    public IReadOnlyList<CorrectedGroup>? Corrected { get; init; }

    /// <summary>What people's labels say.</summary>
    public AnnotationReport? Annotations { get; init; }
}
