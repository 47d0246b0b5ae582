namespace CensorshipEval.Analysis;

/// <summary>A text that came, but for case, white space and digits, as the answer to prompts of at least three families or in at least three languages of one.</summary>
public sealed record RepeatedText
{
    /// <summary>Its beginning as it was compared (in lower case, digits as <c>#</c>), fit for a terminal and at most 120 characters.</summary>
    public required string Excerpt { get; init; }

    /// <summary>Trials whose answer it is.</summary>
    public required long Answers { get; init; }

    /// <summary>Share of the target's answers that have a text, 0 to 1; multiple choice is left out.</summary>
    public required double Share { get; init; }

    /// <summary>Different prompts that it came to.</summary>
    public required int Prompts { get; init; }

    /// <summary>Families, or prompts without one, that it came to.</summary>
    public required int Families { get; init; }

    /// <summary>Languages of these prompts.</summary>
    public required IReadOnlyList<LanguageTag> Languages { get; init; }

    /// <summary>Roles of these prompts; prompts whose author gave none are not among them.</summary>
    public required IReadOnlyList<PromptRole> Roles { get; init; }

    /// <summary>Whether every one of these prompts is of the role <see cref="PromptRole.Sensitive"/>.</summary>
    public required bool OnlySensitive { get; init; }

    /// <summary>How often it was judged a refusal or block.</summary>
    public required long HardRefusals { get; init; }

    /// <summary>How often it was judged partial or not responsive.</summary>
    public required long SoftNonAnswers { get; init; }

    /// <summary>How often nothing could be judged of it.</summary>
    public required long Missing { get; init; }

    /// <summary>How often it was counted as a full answer.</summary>
    public required long CountedAsAnswers { get; init; }

    /// <summary>Whether the texts differ in their numbers, which may then be what was answered.</summary>
    internal bool DiffersInNumbers { get; init; }

    /// <summary>Whether <see cref="Excerpt"/> is all of it.</summary>
    internal bool IsShort { get; init; }
}
