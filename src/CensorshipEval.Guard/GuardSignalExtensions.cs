using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>Reads what this package attached to a response.</summary>
public static class GuardSignalExtensions
{
    /// <summary>The verdict on a response; <see langword="null"/> where it was not judged: no guard, a guard that failed, or a step that only asks for tools.</summary>
    public static Verdict? GetVerdict(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return VerdictIn(response.AdditionalProperties);
    }

    /// <summary>The verdict on a streamed answer, which its last update has; <see langword="null"/> on every other.</summary>
    public static Verdict? GetVerdict(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return VerdictIn(update.AdditionalProperties);
    }

    /// <summary>What came of the fallback; <see langword="null"/> where the first model did not refuse, or there is no fallback.</summary>
    public static FallbackNotice? GetFallback(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.AdditionalProperties?.GetValueOrDefault(GuardSignals.Fallback) as FallbackNotice;
    }

    /// <summary>
    /// What came of the fallback: on the first update of a fallback's answer, still without the verdict on it, and on the last of any stream whose
    /// first model refused; <see langword="null"/> on every other.
    /// </summary>
    public static FallbackNotice? GetFallback(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return update.AdditionalProperties?.GetValueOrDefault(GuardSignals.Fallback) as FallbackNotice;
    }

    private static Verdict? VerdictIn(AdditionalPropertiesDictionary? properties) => properties?.GetValueOrDefault(GuardSignals.Verdict) switch
    {
        Verdict verdict => verdict,
        // A response that was stored and read again.
        JsonElement { ValueKind: JsonValueKind.Object } stored => Read(stored),
        _ => null,
    };

    private static Verdict? Read(JsonElement stored)
    {
        try
        {
            return stored.Deserialize(CensorshipEvalJson.For<Verdict>());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
