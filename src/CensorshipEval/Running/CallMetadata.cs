using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Running;

/// <summary>What is worth keeping of a call beside its exchange: the provider's request id, who really answered, the attempts that failed before it,
/// and how the connection was lost when the answer had already come to its end.</summary>
internal sealed record CallMetadata
{
    public string? RequestId { get; set; }

    public string? Provider { get; set; }

    public string? SystemFingerprint { get; set; }

    public IReadOnlyList<string>? Fallbacks { get; set; }

    public IReadOnlyList<ExchangeError>? FailedAttempts { get; set; }

    public ExchangeError? LostAfterEnd { get; set; }

    /// <summary>The metadata of an exchange, by the names of the properties in camel case; empty where there is nothing.</summary>
    public IReadOnlyDictionary<string, JsonElement> ToMetadata()
    {
        if (this == Nothing) return ImmutableDictionary<string, JsonElement>.Empty;
        return JsonSerializer.SerializeToElement(this, CallJsonContext.Default.CallMetadata).EnumerateObject()
            .ToDictionary(static property => property.Name, static property => property.Value, StringComparer.Ordinal);
    }

    /// <summary>The attempts that an exchange's metadata tell of, in order; what is no such list is none.</summary>
    public static IReadOnlyList<ExchangeError> FailedAttemptsOf(Exchange exchange)
    {
        if (!exchange.Metadata.TryGetValue("failedAttempts", out JsonElement told) || told.ValueKind is not JsonValueKind.Array) return [];
        try
        {
            return told.Deserialize(CallJsonContext.Default.ExchangeErrorArray) ?? [];
        }
        catch (JsonException)
        {
            // Somebody else's field of that name.
            return [];
        }
    }

    private static CallMetadata Nothing { get; } = new();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CallMetadata))]
[JsonSerializable(typeof(ExchangeError[]))]
internal sealed partial class CallJsonContext : JsonSerializerContext;
