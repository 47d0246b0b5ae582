using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Provenance;

public sealed class BuiltInProvenanceTests
{
    private static readonly BuiltInProvenance Table = BuiltInProvenance.Read();

    public static TheoryData<string> Patterns => [.. Table.Patterns.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void It_knows_the_well_known_families() => Table.Patterns.Values.Distinct().Count().ShouldBeGreaterThan(90);

    [Theory]
    [MemberData(nameof(Patterns))]
    public void An_entry_is_complete(string pattern)
    {
        ModelProvenance entry = Table.Patterns[pattern];
        entry.Developer.ShouldNotBeNullOrWhiteSpace();
        entry.Country.ShouldNotBeNull();
        entry.Source.ShouldNotBeNull();
        entry.Source.Title.ShouldNotBeNullOrWhiteSpace();
        entry.Source.Publisher.ShouldNotBeNullOrWhiteSpace();
        entry.AsOf.ShouldNotBeNull();
        entry.AsOf.Value.ShouldBeInRange(new DateOnly(2022, 1, 1), new DateOnly(2025, 12, 31));
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Weights_are_only_left_open_of_a_family_that_has_both_or_a_member_told_apart(string pattern)
    {
        ModelProvenance entry = Table.Patterns[pattern];
        if (entry.Weights is not ModelWeights.Unknown) return;
        Table.Patterns.ShouldContain(other => other.Key != pattern && other.Key.StartsWith(pattern, StringComparison.Ordinal) && other.Value.Weights != ModelWeights.Unknown);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void An_entry_is_found_by_its_own_name_and_by_a_version_of_it(string pattern)
    {
        Table.Find(pattern).ShouldBeSameAs(Table.Patterns[pattern]);
        Table.Find($"OpenRouter/{pattern.ToUpperInvariant()}-preview:free").ShouldBeSameAs(Table.Patterns[pattern]);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_word_or_an_owner_of_somebody_else_makes_it_unknown(string pattern)
    {
        Table.Find($"{pattern}-bakeneko").ShouldBeSameAs(ModelProvenance.Unknown);
        Table.Find($"{pattern}-by-acme").ShouldBeSameAs(ModelProvenance.Unknown);
        Table.Find($"somebody/{pattern}").ShouldBeSameAs(ModelProvenance.Unknown);
        Table.Find($"openrouter/somebody/{pattern}").ShouldBeSameAs(ModelProvenance.Unknown);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_name_that_only_holds_an_entry_further_on_is_not_its(string pattern)
    {
        Table.Find($"zz-{pattern}").ShouldBeSameAs(ModelProvenance.Unknown);
        Table.Find($"simulated-{pattern}").ShouldBeSameAs(ModelProvenance.Unknown);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_derived_model_names_both_and_a_model_from_scratch_neither(string pattern)
    {
        ModelProvenance entry = Table.Patterns[pattern];
        (entry.Publisher is null).ShouldBe(entry.BaseModel is null);
        // Where the base changed under the same name its country cannot be told.
        if (entry.BaseModel is null || pattern is "deepseek-r1:8b") return;
        entry.BaseDeveloper.ShouldNotBeNullOrWhiteSpace();
        entry.BaseCountry.ShouldNotBeNull();
        entry.Origins.ShouldContain(entry.Country!.Value);
        entry.Origins.ShouldContain(entry.BaseCountry.Value);
    }
}
