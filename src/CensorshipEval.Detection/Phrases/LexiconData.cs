using System.Text.Json.Serialization;

namespace CensorshipEval.Detection;

/// <summary>A lexicon file as it stands on disk.</summary>
internal sealed record LexiconData
{
    public required LanguageTag Language { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Slots { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    public required IReadOnlyList<LexiconEntryData> Entries { get; init; }
}

internal sealed record LexiconEntryData
{
    public required string Id { get; init; }

    public required PhraseKind Kind { get; init; }

    public RefusalReason? Reason { get; init; }

    public required IReadOnlyList<string> Patterns { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(LexiconData))]
internal sealed partial class LexiconJsonContext : JsonSerializerContext;
