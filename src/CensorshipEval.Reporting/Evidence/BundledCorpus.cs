namespace CensorshipEval.Reporting;

/// <summary>The families and prompts of a bundle.</summary>
internal sealed class BundledCorpus(CorpusInfo info, IReadOnlyList<PromptFamily> families, IReadOnlyList<Prompt> prompts) : IPromptCorpus
{
    private readonly Dictionary<string, PromptFamily> _families = families.ToDictionary(static family => family.Id, StringComparer.Ordinal);

    public CorpusInfo Info => info;

    public IReadOnlyList<PromptFamily> Families => families;

    public IReadOnlyList<Prompt> Prompts => prompts;

    public PromptFamily? FindFamily(string familyId) => _families.GetValueOrDefault(familyId);
}
