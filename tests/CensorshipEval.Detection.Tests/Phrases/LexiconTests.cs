using System.Text.Json;

namespace CensorshipEval.Detection.Tests.Phrases;

public sealed class LexiconTests
{
    public static TheoryData<string> Files =>
        [.. typeof(DefaultRefusalDetector).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith("Lexicons/", StringComparison.Ordinal))];

    [Fact]
    public void The_built_in_languages_are_those_that_the_detector_promises() =>
        PhraseMatcher.BuiltIn.Languages.Select(static language => language.Value)
            .ShouldBe(["ar", "de", "en", "es", "fa", "fi", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "uk", "vi", "zh-Hans", "zh-Hant"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_lexicon_compiles_and_bears_the_name_of_its_language(string file)
    {
        LexiconData lexicon = Read(file);

        file.ShouldBe($"Lexicons/{lexicon.Language}.json");
        new PhraseMatcher([lexicon]).Languages.ShouldBe([lexicon.Language]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Entries_have_ids_of_their_own_and_a_known_kind_and_reason(string file)
    {
        LexiconData lexicon = Read(file);

        lexicon.Entries.Select(static entry => entry.Id).ShouldBeUnique();
        foreach (LexiconEntryData entry in lexicon.Entries)
        {
            entry.Id.ShouldMatch("^[a-z0-9]+(-[a-z0-9]+)*$");
            Enum.IsDefined(entry.Kind).ShouldBeTrue(entry.Id);
            if (entry.Reason is { } reason) Enum.IsDefined(reason).ShouldBeTrue(entry.Id);
            entry.Patterns.ShouldNotBeEmpty(entry.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_pattern_is_listed_under_two_kinds(string file) =>
        Patterns(Read(file)).GroupBy(static item => item.Pattern, StringComparer.Ordinal)
            .Where(static group => group.DistinctBy(static item => item.Entry.Kind).Count() > 1)
            .Select(static group => $"{group.Key}: {string.Join(", ", group.Select(static item => $"{item.Entry.Id} ({item.Entry.Kind})"))}")
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_slot_is_used(string file)
    {
        LexiconData lexicon = Read(file);
        string[] texts = [.. lexicon.Entries.SelectMany(static entry => entry.Patterns), .. lexicon.Slots.Values.SelectMany(static values => values)];

        lexicon.Slots.Keys.Where(name => !texts.Any(text => text.Contains($"{{{name}}}", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_of_an_unknown_kind_or_with_an_unknown_member_is_refused()
    {
        Should.Throw<JsonException>(() => Parse("""{"language":"en","entries":[{"id":"x","kind":"Joke","patterns":["i cannot"]}]}"""));
        Should.Throw<JsonException>(() => Parse("""{"language":"en","entries":[{"id":"x","kind":"Refusal","patterns":["i cannot"],"weight":2}]}"""));
        Parse("""{"language":"en","entries":[{"id":"x","kind":"Refusal","patterns":["i cannot"]}]}""").Entries.Count.ShouldBe(1);
    }

    private static IEnumerable<(string Pattern, LexiconEntryData Entry)> Patterns(LexiconData lexicon) =>
        lexicon.Entries.SelectMany(static entry => entry.Patterns.Select(pattern => (PhraseText.Of(pattern).Span.ToString(), entry)));

    private static LexiconData Parse(string json) => JsonSerializer.Deserialize(json, LexiconJsonContext.Default.LexiconData)!;

    private static LexiconData Read(string file)
    {
        using Stream stream = typeof(DefaultRefusalDetector).Assembly.GetManifestResourceStream(file)!;
        return JsonSerializer.Deserialize(stream, LexiconJsonContext.Default.LexiconData)!;
    }
}
