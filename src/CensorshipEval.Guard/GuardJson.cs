using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CensorshipEval.Guard;

/// <summary>What this package attaches to responses, as JSON: for a cache or a log that stands outside a guard and writes whole responses.</summary>
public static class GuardJson
{
    /// <summary>
    /// The types under the names of <see cref="GuardSignals"/>, without reflection: for a trimmed app, whose options would otherwise not know them. Put it into the
    /// <see cref="JsonSerializerOptions.TypeInfoResolverChain"/> of a copy of <c>AIJsonUtilities.DefaultOptions</c>.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => GuardJsonContext.Default;

    /// <summary>What stands under a name: as it was attached, or as it was stored and read again; <see langword="null"/> where it is neither.</summary>
    internal static T? Read<T>(object? value)
        where T : class => value switch
        {
            T live => live,
            JsonElement { ValueKind: JsonValueKind.Object } stored => Parse<T>(stored),
            _ => null,
        };

    private static T? Parse<T>(JsonElement stored)
        where T : class
    {
        try
        {
            return stored.Deserialize((JsonTypeInfo<T>)GuardJsonContext.Default.GetTypeInfo(typeof(T))!);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
