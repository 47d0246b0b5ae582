using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>Takes away what stands under this package's names and is not from a layer of this process: a provider is no judge of its own answers.</summary>
internal static class Foreign
{
    public static void RemoveVerdict(AdditionalPropertiesDictionary? properties)
    {
        if (properties?.GetValueOrDefault(GuardSignals.Verdict) is not (null or Verdict)) properties.Remove(GuardSignals.Verdict);
    }

    public static void RemoveFallback(AdditionalPropertiesDictionary? properties)
    {
        if (properties?.GetValueOrDefault(GuardSignals.Fallback) is not (null or FallbackNotice)) properties.Remove(GuardSignals.Fallback);
    }

    public static void RemoveAll(AdditionalPropertiesDictionary? properties)
    {
        RemoveVerdict(properties);
        RemoveFallback(properties);
    }
}
