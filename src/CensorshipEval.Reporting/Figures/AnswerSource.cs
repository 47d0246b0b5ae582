using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Figures;

/// <summary>Where the answers of a run come from. What can be said of how they were asked, and of what blocked them, depends on it.</summary>
internal enum AnswerSource
{
    /// <summary>Models were asked in this run.</summary>
    Live,

    /// <summary>Simulated models, whose behaviour was planted.</summary>
    Simulation,

    /// <summary>Answers that were recorded elsewhere.</summary>
    Recordings,

    /// <summary>Nobody can tell.</summary>
    Unknown,
}

/// <summary>Reads it off the plan.</summary>
internal static class AnswerSources
{
    public static AnswerSource Of(EvaluationPlan plan) => Begins(plan.Source, "simulation") ? AnswerSource.Simulation
        : Begins(plan.Source, "transcript") ? AnswerSource.Recordings
        : Begins(plan.Source, "live") ? AnswerSource.Live : AnswerSource.Unknown;

    // "live", "live, not streamed: …", "transcript:…", and not "lively"
    private static bool Begins(string source, string kind) =>
        source.StartsWith(kind, StringComparison.Ordinal) && (source.Length == kind.Length || !char.IsAsciiLetterOrDigit(source[kind.Length]));
}
