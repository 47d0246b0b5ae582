using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Running;

/// <summary>What is worth keeping of a call beside its exchange: the provider's request id, and the attempts that failed before it.</summary>
internal static class CallMetadata
{
    public static IReadOnlyDictionary<string, JsonElement> Of(string? requestId, IReadOnlyList<ExchangeError> failures)
    {
        if (requestId is null && failures.Count == 0) return ImmutableDictionary<string, JsonElement>.Empty;
        var metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (requestId is not null) metadata["requestId"] = JsonSerializer.SerializeToElement(requestId, CallJsonContext.Default.String);
        if (failures.Count > 0) metadata["failedAttempts"] = JsonSerializer.SerializeToElement([.. failures], CallJsonContext.Default.ExchangeErrorArray);
        return metadata;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ExchangeError[]))]
internal sealed partial class CallJsonContext : JsonSerializerContext;
