using System.Collections.Frozen;

namespace CensorshipEval.Corpora;

/// <summary>A corpus in memory, in an order that depends on nothing but its ids.</summary>
internal sealed class FamilyCorpus : IPromptCorpus
{
    private readonly FrozenDictionary<string, PromptFamily> _byId;

    /// <summary>A corpus of families.</summary>
    public FamilyCorpus(CorpusInfo info, IEnumerable<PromptFamily> families)
    {
        Info = info;
        Families = [.. families.OrderBy(family => family.Id, StringComparer.Ordinal)];
        Prompts = [.. Families.SelectMany(FamilyPrompts.Of)];
        _byId = Families.ToFrozenDictionary(family => family.Id, StringComparer.Ordinal);
    }

    /// <summary>A corpus of single prompts, in the order given.</summary>
    public FamilyCorpus(CorpusInfo info, IReadOnlyList<Prompt> prompts)
        : this(info, Enumerable.Empty<PromptFamily>()) => Prompts = prompts;

    public CorpusInfo Info { get; }

    public IReadOnlyList<PromptFamily> Families { get; }

    public IReadOnlyList<Prompt> Prompts { get; }

    public PromptFamily? FindFamily(string familyId) => _byId.GetValueOrDefault(familyId);
}
