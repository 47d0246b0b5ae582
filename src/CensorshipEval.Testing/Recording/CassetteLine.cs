using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Testing;

/// <summary>One recorded answer.</summary>
internal sealed record CassetteLine
{
    /// <summary>Hash of the request.</summary>
    public required string Key { get; init; }

    /// <summary>Which of several answers to it, from 0.</summary>
    public required int Sample { get; init; }

    public required CassetteRequest Request { get; init; }

    public required IReadOnlyList<CassetteUpdate> Updates { get; init; }
}

/// <summary>The first line: what the file is.</summary>
internal sealed record CassetteHead
{
    public const int Known = 1;

    public string Cassette { get; init; } = "censorshipeval";

    public int Version { get; init; } = Known;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CassetteLine))]
[JsonSerializable(typeof(CassetteHead))]
[JsonSerializable(typeof(CassetteRequest))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(float))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class CassetteJsonContext : JsonSerializerContext
{
    /// <summary>Every script readable instead of escaped.</summary>
    public static CassetteJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
