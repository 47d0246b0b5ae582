namespace CensorshipEval.Tests.RunProcess;

/// <summary>Prompts without a meaning, of several roles, languages and jurisdictions: as many as the run needs, and read by no process that is soon to be killed.</summary>
internal sealed class MadeUpCorpus : IPromptCorpus
{
    private const int FamiliesOfEach = 10;

    public CorpusInfo Info { get; } = new() { Name = "made-up", Version = "1.0.0", Sha256 = new string('0', 64) };

    public IReadOnlyList<PromptFamily> Families => [];

    public IReadOnlyList<Prompt> Prompts { get; } =
    [
        .. from jurisdiction in new[] { "CN", "FR" }
           from family in Enumerable.Range(0, FamiliesOfEach)
           from role in new[] { PromptRole.Sensitive, PromptRole.Analogue, PromptRole.Benign }
           from language in new[] { "en", "zh-Hans", "de", "fr", "ja" }
           select new Prompt
           {
               Id = $"{jurisdiction}-{family}-{role}-{language}", Text = $"{jurisdiction} {family} {role} {language}?", FamilyId = $"{jurisdiction}-{family}",
               Role = role, Form = PromptForm.Question, Language = LanguageTag.Parse(language), Jurisdiction = Jurisdiction.Parse(jurisdiction),
           },
    ];

    public PromptFamily? FindFamily(string familyId) => null;
}
