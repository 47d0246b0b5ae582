using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CensorshipEval;

/// <summary>
/// The types of this package as JSON: camel-case names, enumeration values by name, absent values left out,
/// every script readable rather than escaped. Source-generated, so it works trimmed.
/// </summary>
public static class CensorshipEvalJson
{
    private static readonly AbstractionsJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>How to serialise <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not a type that is stored or exported.</exception>
    public static JsonTypeInfo<T> For<T>() =>
        Context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new NotSupportedException($"{typeof(T)} is not among the types that CensorshipEval stores or exports.");
}
