namespace CensorshipEval;

/// <summary>One checkable fact that a prompt asks for, with the wordings by which an answer is seen to state it.</summary>
public sealed record KeyFact
{
    /// <summary>Name within the family.</summary>
    public required string Id { get; init; }

    /// <summary>The role of the prompts that ask for it.</summary>
    public required PromptRole Role { get; init; }

    /// <summary>Ids of the family's sources that state it.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Whether a person has checked it.</summary>
    public ReviewStatus Review { get; init; }

    /// <summary>The fact as one sentence in each language.</summary>
    public required IReadOnlyDictionary<LanguageTag, string> Statement { get; init; }

    /// <summary>
    /// Per language, groups of accepted wordings: an answer states the fact when every group is met by any one of its wordings.
    /// A wording is matched without regard to case and width, as whole words in languages that separate words
    /// (a trailing <c>*</c> allows any ending; Arabic and Hebrew particles may stand attached before it), as a substring in Chinese and Japanese.
    /// </summary>
    public required IReadOnlyDictionary<LanguageTag, IReadOnlyList<IReadOnlyList<string>>> Wordings { get; init; }
}
