namespace CensorshipEval.Guard;

/// <summary>Names under which this package puts what it found into <c>AdditionalProperties</c> of a <c>ChatResponse</c>, and of the last update of a stream.</summary>
public static class GuardSignals
{
    /// <summary>A <see cref="CensorshipEval.Verdict"/>: what the detector says of the answer. <see cref="GuardSignalExtensions.GetVerdict(Microsoft.Extensions.AI.ChatResponse)"/> reads it.</summary>
    public const string Verdict = "censorshipeval.verdict";

    /// <summary>
    /// A <see cref="FallbackNotice"/>: which model answered in place of the first and why, or why none did.
    /// <see cref="GuardSignalExtensions.GetFallback(Microsoft.Extensions.AI.ChatResponse)"/> reads it. Not there where the first model did not refuse.
    /// </summary>
    public const string Fallback = "censorshipeval.fallback";
}
