namespace CensorshipEval.Corpora.Tests;

/// <summary>What the starter corpus promises beyond what any corpus must be.</summary>
public sealed class BuiltInCorpusTests
{
    private static readonly string[] Languages = ["en", "zh-Hans", "de", "fr", "id", "ja"];
    private static readonly PromptRole[] Roles = [PromptRole.Sensitive, PromptRole.Analogue, PromptRole.Benign];

    [Fact]
    public void It_is_loaded_once_and_says_what_it_is()
    {
        PromptCorpus.BuiltIn.ShouldBeSameAs(PromptCorpus.BuiltIn);
        PromptCorpus.BuiltIn.Info.Version.ShouldBe("0.1.0");
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

    [Fact]
    public void It_covers_several_jurisdictions()
    {
        IReadOnlyList<PromptFamily> families = PromptCorpus.BuiltIn.Families;
        families.Count.ShouldBeGreaterThanOrEqualTo(15);
        families.Count(family => family.Jurisdiction == Jurisdiction.Parse("CN")).ShouldBeGreaterThanOrEqualTo(9);
        families.Select(family => family.Jurisdiction).Where(jurisdiction => jurisdiction != Jurisdiction.Parse("CN")).Distinct().Count().ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public void Every_family_has_its_three_questions_in_every_language_with_enough_facts()
    {
        foreach (PromptFamily family in PromptCorpus.BuiltIn.Families)
        {
            foreach (PromptRole role in Roles)
            {
                FamilyPrompt question = family.Prompts.Single(prompt => prompt.Role == role && prompt.Form is PromptForm.Question);
                question.Texts.Keys.Select(tag => tag.Value).ShouldBe(Languages, ignoreOrder: true, family.Id);
                family.KeyFacts.Count(fact => fact.Role == role).ShouldBeGreaterThanOrEqualTo(role is PromptRole.Benign ? 1 : 3, $"{family.Id} {role}");
            }

            family.OfficialLine.ShouldNotBeEmpty(family.Id);
            family.Sources.Count.ShouldBeGreaterThanOrEqualTo(3, family.Id);
        }
    }

    [Fact]
    public void The_three_questions_are_of_like_length()
    {
        foreach (PromptFamily family in PromptCorpus.BuiltIn.Families)
        {
            foreach (LanguageTag language in Languages.Select(LanguageTag.Parse))
            {
                int[] lengths = [.. family.Prompts.Where(prompt => prompt.Form is PromptForm.Question).Select(prompt => prompt.Texts[language].Text.EnumerateRunes().Count())];
                (lengths.Max() / (double)lengths.Min()).ShouldBeLessThanOrEqualTo(1.6, $"{family.Id} {language}");
            }
        }
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
                    foreach (KeyFact other in family.KeyFacts.Where(other => other != fact))
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
        foreach (string path in EmbeddedFamilies.Files().Select(file => file.Path).Where(path => path != CorpusMetadata.FileName))
        {
            string id = Path.GetFileNameWithoutExtension(path);
            PromptFamily family = PromptCorpus.BuiltIn.FindFamily(id).ShouldNotBeNull(path);
            path.ShouldBe($"Families/{family.Jurisdiction}/{id}.json");
        }
    }
}
