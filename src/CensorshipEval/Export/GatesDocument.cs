using CensorshipEval.Analysis;
using CensorshipEval.Gates;

namespace CensorshipEval.Export;

/// <summary>What came of a policy, in the summary.</summary>
internal sealed record GatesDocument(GateVerdict Verdict, bool Complete, string? Baseline, IReadOnlyList<GateLine> Results)
{
    public static GatesDocument Of(GateReport report) => new(report.Verdict, report.IsComplete, report.BaselineRun, [.. report.Results.Select(GateLine.Of)]);
}

/// <summary>What came of one gate for one group.</summary>
internal sealed record GateLine
{
    public required string Gate { get; init; }

    public required string Measure { get; init; }

    public required string As { get; init; }

    public required string? Target { get; init; }

    public required string? Model { get; init; }

    public required Jurisdiction? Jurisdiction { get; init; }

    public required string? Topic { get; init; }

    public required LanguageTag? Language { get; init; }

    public required PromptForm? Form { get; init; }

    public required GateOutcome Outcome { get; init; }

    public required GateVerdict Verdict { get; init; }

    public required GateReason Reason { get; init; }

    public required string Message { get; init; }

    public required double? AtMost { get; init; }

    public required double? AtLeast { get; init; }

    /// <summary>How far the estimate is beyond the nearer limit; below 0 within.</summary>
    public required double? Beyond { get; init; }

    public required Estimate? Estimate { get; init; }

    public required double? BoundLow { get; init; }

    public required double? BoundHigh { get; init; }

    public required int Families { get; init; }

    /// <summary>Families that lack one side of what is compared.</summary>
    public required int UnpairedFamilies { get; init; }

    /// <summary>Of a language gap: the language that is compared with.</summary>
    public required LanguageTag? Reference { get; init; }

    public required long Trials { get; init; }

    public required double MissingShare { get; init; }

    public required int FamiliesBeyond { get; init; }

    public required IReadOnlyList<GateEvidence> Evidence { get; init; }

    public static GateLine Of(GateResult result) => new()
    {
        Gate = result.Gate.Name, Measure = result.Gate.Measure.Name, As = GateNames.Of(GateNames.As, result.Gate.As), Target = result.Group.TargetId, Model = result.Group.Model,
        Jurisdiction = result.Group.Jurisdiction, Topic = result.Group.Topic, Language = result.Group.Language, Form = result.Group.Form,
        Outcome = result.Outcome, Verdict = result.Verdict, Reason = result.Reason, Message = result.Message,
        AtMost = result.Gate.AtMost, AtLeast = result.Gate.AtLeast, Beyond = result.Beyond, Estimate = result.Estimate, BoundLow = result.Bounds?.Low, BoundHigh = result.Bounds?.High,
        Families = result.Families, UnpairedFamilies = result.UnpairedFamilies, Reference = result.Reference, Trials = result.Trials, MissingShare = result.MissingShare, FamiliesBeyond = result.FamiliesBeyond, Evidence = result.Evidence,
    };
}
