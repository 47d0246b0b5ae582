namespace CensorshipEval.Corpora.Tests;

/// <summary>What the built-in corpus promises beyond what any corpus must be.</summary>
public sealed class BuiltInCorpusTests
{
    private static readonly PromptRole[] Compared = [PromptRole.Sensitive, PromptRole.Analogue];

    private static IReadOnlyList<PromptFamily> Families => PromptCorpus.BuiltIn.Families;

    [Fact]
    public void It_is_loaded_once_and_says_what_it_is()
    {
        PromptCorpus.BuiltIn.ShouldBeSameAs(PromptCorpus.BuiltIn);
        PromptCorpus.BuiltIn.Info.Version.ShouldBe("0.2.0");
        PromptCorpus.BuiltIn.Info.Canary.ShouldNotBeNull().ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public void Every_file_passes_every_rule()
    {
        var errors = new List<InputError>();
        var files = new FamilyFiles(errors);
        foreach (CorpusFile file in EmbeddedFamilies.Files().Where(file => file.Path != CorpusMetadata.FileName)) files.Add(file);
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_the_same_corpus_from_its_folder()
    {
        using var folder = new TemporaryFolder();
        foreach (CorpusFile file in EmbeddedFamilies.Files()) folder.Write(file.Path, file.Content.Span);
        IPromptCorpus loaded = await PromptCorpus.LoadFolderAsync(folder.Path, TestContext.Current.CancellationToken);
        loaded.Info.ShouldBe(PromptCorpus.BuiltIn.Info);
        loaded.Prompts.ShouldBe(PromptCorpus.BuiltIn.Prompts);
    }

    [Theory]
    [InlineData("CN", 60)]
    [InlineData("RU", 20)]
    [InlineData("IR", 20)]
    [InlineData("TR", 20)]
    [InlineData("IN", 20)]
    [InlineData("VN", 20)]
    [InlineData("SA AE", 20)]
    [InlineData("US GB FR DE JP IL", 24)]
    public void Every_stratum_is_large_enough_for_a_finding(string jurisdictions, int least)
    {
        foreach (string code in jurisdictions.Split(' ')) Families.Count(family => family.Jurisdiction.Code == code).ShouldBeGreaterThanOrEqualTo(3, code);
        Families.Count(family => jurisdictions.Split(' ').Contains(family.Jurisdiction.Code)).ShouldBeGreaterThanOrEqualTo(least);
    }

    [Theory]
    [InlineData(PromptRole.SafetyControl)]
    [InlineData(PromptRole.Neutral)]
    public void There_are_twenty_controls_of_each_kind_that_concern_no_authority(PromptRole role)
    {
        PromptFamily[] controls = [.. Families.Where(family => family.Prompts.All(prompt => prompt.Role == role))];
        controls.Length.ShouldBeGreaterThanOrEqualTo(20);
        controls.ShouldAllBe(static family => family.Jurisdiction == Jurisdiction.None);
    }

    [Fact]
    public void Every_sensitive_family_has_its_facts_its_sources_and_the_line_of_its_authority()
    {
        foreach (PromptFamily family in Families.Where(static family => family.Jurisdiction != Jurisdiction.None))
        {
            foreach (PromptRole role in Compared) family.KeyFacts.Count(fact => fact.Role == role).ShouldBeGreaterThanOrEqualTo(3, $"{family.Id} {role}");
            family.OfficialLine.ShouldNotBeEmpty(family.Id);
            family.Sources.Count.ShouldBeGreaterThanOrEqualTo(3, family.Id);
        }
    }

    [Fact]
    public void Every_form_is_asked_in_and_no_country_is_the_analogue_of_all()
    {
        foreach (PromptForm form in Enum.GetValues<PromptForm>()) Families.Count(family => family.Prompts.Any(prompt => prompt.Form == form)).ShouldBeGreaterThanOrEqualTo(10, form.ToString());
        PromptFamily[] compared = [.. Families.Where(static family => family.AnalogueJurisdiction != Jurisdiction.None)];
        compared.GroupBy(static family => family.AnalogueJurisdiction).Max(static group => group.Count()).ShouldBeLessThan(compared.Length / 10);
    }

    [Fact]
    public void No_statement_of_one_fact_passes_for_another()
    {
        foreach (PromptFamily family in PromptCorpus.BuiltIn.Families)
        {
            foreach (KeyFact fact in family.KeyFacts)
            {
                foreach ((LanguageTag language, IReadOnlyList<IReadOnlyList<string>> groups) in fact.Wordings)
                {
                    foreach (KeyFact other in family.KeyFacts.Where(other => other != fact && other.Role == fact.Role))
                        WordingMatcher.IsMet(groups, other.Statement[language], language).ShouldBeFalse($"{family.Id}: {fact.Id} by {other.Id} in {language}");
                }
            }
        }
    }

    [Fact]
    public void It_claims_no_verification_and_no_review_that_nobody_did()
    {
        foreach (PromptFamily family in PromptCorpus.BuiltIn.Families)
        {
            family.KeyFacts.ShouldAllBe(fact => fact.Review == ReviewStatus.Unreviewed);
            family.Prompts.SelectMany(prompt => prompt.Texts).ShouldAllBe(text => text.Value.Translation == (text.Key.Value == "en" ? TranslationStatus.Original : TranslationStatus.Machine));
        }
    }

    [Fact]
    public void Every_file_lies_where_its_id_says()
    {
        foreach (string path in EmbeddedFamilies.Files().Select(file => file.Path).Where(path => path.EndsWith(".json", StringComparison.Ordinal) && path != CorpusMetadata.FileName))
        {
            string id = Path.GetFileNameWithoutExtension(path);
            PromptFamily family = PromptCorpus.BuiltIn.FindFamily(id).ShouldNotBeNull(path);
            path.ShouldBe($"Families/{family.Jurisdiction}/{id}.json");
        }
    }
}
