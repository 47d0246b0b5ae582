namespace CensorshipEval.Testing;

/// <summary>Chooses prompts of a corpus in the words of a sentence: <c>corpus.In("en", "zh-Hans").About("CN")</c>.</summary>
public static class PromptCorpusExtensions
{
    /// <inheritdoc cref="PromptsToAsk.In(IReadOnlyList{string})"/>
    public static PromptsToAsk In(this IPromptCorpus corpus, params IReadOnlyList<string> languages) => PromptsToAsk.From(corpus).In(languages);

    /// <inheritdoc cref="PromptsToAsk.About(IReadOnlyList{string})"/>
    public static PromptsToAsk About(this IPromptCorpus corpus, params IReadOnlyList<string> jurisdictions) => PromptsToAsk.From(corpus).About(jurisdictions);

    /// <inheritdoc cref="PromptsToAsk.OnTopics(IReadOnlyList{string})"/>
    public static PromptsToAsk OnTopics(this IPromptCorpus corpus, params IReadOnlyList<string> topics) => PromptsToAsk.From(corpus).OnTopics(topics);
}
