using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>Reads what this package attached to a response, also one that was stored as JSON and read again. Who may have written that, the app must know.</summary>
public static class GuardSignalExtensions
{
    /// <summary>The verdict on a response; <see langword="null"/> where it was not judged: no guard, a guard that failed, or a step that only asks for tools.</summary>
    public static Verdict? GetVerdict(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return GuardJson.Read<Verdict>(response.AdditionalProperties?.GetValueOrDefault(GuardSignals.Verdict));
    }

    /// <summary>The verdict on a streamed answer, which its last update has; <see langword="null"/> on every other.</summary>
    public static Verdict? GetVerdict(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return GuardJson.Read<Verdict>(update.AdditionalProperties?.GetValueOrDefault(GuardSignals.Verdict));
    }

    /// <summary>What came of the fallback; <see langword="null"/> where the first model did not refuse, or there is no fallback.</summary>
    public static FallbackNotice? GetFallback(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return GuardJson.Read<FallbackNotice>(response.AdditionalProperties?.GetValueOrDefault(GuardSignals.Fallback));
    }

    /// <summary>
    /// What came of the fallback: on the first update of a fallback's answer, still without the verdict on it, and on the last of any stream whose
    /// first model refused; <see langword="null"/> on every other.
    /// </summary>
    public static FallbackNotice? GetFallback(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return GuardJson.Read<FallbackNotice>(update.AdditionalProperties?.GetValueOrDefault(GuardSignals.Fallback));
    }
}
