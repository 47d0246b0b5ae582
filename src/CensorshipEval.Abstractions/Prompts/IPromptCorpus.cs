namespace CensorshipEval;

/// <summary>A set of prompts to draw plans from. Implementations are immutable.</summary>
public interface IPromptCorpus
{
    /// <summary>Name, version and hash, which go into every run's record.</summary>
    CorpusInfo Info { get; }

    /// <summary>The families, ordered by id; empty for a flat list of prompts.</summary>
    IReadOnlyList<PromptFamily> Families { get; }

    /// <summary>Every prompt, in a stable order.</summary>
    IReadOnlyList<Prompt> Prompts { get; }

    /// <summary>The family of that id, or <see langword="null"/>.</summary>
    PromptFamily? FindFamily(string familyId);
}
