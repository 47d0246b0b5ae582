using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Running;

/// <summary>What is worth keeping of a call beside its exchange: the provider's request id, and the attempts that failed before it, and how the
/// connection was lost when the answer had already come to its end.</summary>
internal static class CallMetadata
{
    public static IReadOnlyDictionary<string, JsonElement> Of(string? requestId, IReadOnlyList<ExchangeError> failures, ExchangeError? lostAfterEnd)
    {
        if (requestId is null && failures.Count == 0 && lostAfterEnd is null) return ImmutableDictionary<string, JsonElement>.Empty;
        var metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (requestId is not null) metadata["requestId"] = JsonSerializer.SerializeToElement(requestId, CallJsonContext.Default.String);
        if (failures.Count > 0) metadata["failedAttempts"] = JsonSerializer.SerializeToElement([.. failures], CallJsonContext.Default.ExchangeErrorArray);
        if (lostAfterEnd is not null) metadata["lostAfterEnd"] = JsonSerializer.SerializeToElement(lostAfterEnd, CallJsonContext.Default.ExchangeError);
        return metadata;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ExchangeError[]))]
[JsonSerializable(typeof(ExchangeError))]
internal sealed partial class CallJsonContext : JsonSerializerContext;
