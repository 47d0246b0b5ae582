using System.Collections.Immutable;
using System.Text.Json;

namespace CensorshipEval.TestKit.Stores;

/// <summary>Equality by content, where a record's own stops at its lists.</summary>
public static class StoredAssertions
{
    public static void ShouldBeStoredAs(this Exchange actual, Exchange expected)
    {
        Plain(actual).ShouldBe(Plain(expected));
        // Ordinal, where a string assertion may normalise: code unit by code unit.
        string.Equals(actual.Text, expected.Text, StringComparison.Ordinal).ShouldBeTrue();
        actual.Timing?.StartedAt.Offset.ShouldBe(expected.Timing!.StartedAt.Offset);
        (actual.Stream?.Text).ShouldBe(expected.Stream?.Text);
        (actual.Stream?.Updates).ShouldBe(expected.Stream?.Updates);
        Raw(actual.Metadata).ShouldBe(Raw(expected.Metadata));
    }

    public static void ShouldBeStoredAs(this Verdict actual, Verdict expected)
    {
        (actual with { Evidence = [] }).ShouldBe(expected with { Evidence = [] });
        actual.Evidence.ShouldBe(expected.Evidence);
    }

    public static void ShouldBeStoredAs(this Measurement actual, Measurement expected)
    {
        (actual with { Evidence = [] }).ShouldBe(expected with { Evidence = [] });
        actual.Evidence.ShouldBe(expected.Evidence);
    }

    private static Exchange Plain(Exchange exchange) =>
        exchange with { Stream = null, Metadata = ImmutableDictionary<string, JsonElement>.Empty };

    private static List<(string Name, string Value)> Raw(IReadOnlyDictionary<string, JsonElement> metadata) =>
        [.. metadata.Select(item => (item.Key, item.Value.GetRawText())).OrderBy(item => item.Key, StringComparer.Ordinal)];
}
