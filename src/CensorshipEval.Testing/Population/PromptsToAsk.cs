using System.Globalization;
using System.Runtime.CompilerServices;
using CensorshipEval.Corpora;

namespace CensorshipEval.Testing;

/// <summary>Prompts that a claim is about: a part of a corpus, or a list of one's own.</summary>
public sealed record PromptsToAsk
{
    private PromptsToAsk(IPromptCorpus? corpus, CorpusInfo info, IReadOnlyList<Prompt> prompts, PromptSelection selection)
    {
        Corpus = corpus;
        Info = info;
        All = prompts;
        Selection = selection;
    }

    /// <summary>Where they are from; <see langword="null"/> for a list of one's own.</summary>
    public IPromptCorpus? Corpus { get; }

    /// <summary>What is selected of the corpus.</summary>
    public PromptSelection Selection { get; private init; }

    internal CorpusInfo Info { get; }

    private IReadOnlyList<Prompt> All { get; }

    private BaselineRun? Earlier { get; init; }

    /// <summary>A part of a corpus.</summary>
    public static PromptsToAsk From(IPromptCorpus corpus, PromptSelection? selection = null)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return new PromptsToAsk(corpus, corpus.Info, corpus.Prompts, selection ?? new PromptSelection());
    }

    /// <summary>A list of one's own, each prompt a family by itself; equal ones are one family.</summary>
    /// <param name="language">BCP 47 tag of their language.</param>
    /// <param name="prompts">The prompts.</param>
    /// <exception cref="FormatException">The language is no tag.</exception>
    public static PromptsToAsk In(string language, params IReadOnlyList<string> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        var tag = LanguageTag.Parse(language);
        return From(prompts.Select((text, i) => new Prompt { Id = string.Create(null, $"prompt-{i + 1}"), Text = text, Language = tag }));
    }

    /// <summary>A list of one's own; prompts of one <see cref="Prompt.FamilyId"/> count as one family, and so do prompts of equal words in one language and role.</summary>
    public static PromptsToAsk From(IEnumerable<Prompt> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        Prompt[] all = [.. prompts];
        if (Wrong(all) is { } error) throw new InputException(error);
        return new PromptsToAsk(null, new CorpusInfo { Name = "prompts of the test", Version = "0.0.0", Sha256 = HashOf(all) }, all, new PromptSelection());
    }

    /// <summary>Only in these languages, by their BCP 47 tags; at least one.</summary>
    /// <exception cref="FormatException">One is no tag.</exception>
    public PromptsToAsk In(params IReadOnlyList<string> languages) => this with { Selection = Selection with { Languages = [.. Some(languages).Select(LanguageTag.Parse)] } };

    /// <summary>Only what is sensitive to the authorities of these countries, with its controls; ISO 3166 codes such as <c>CN</c>, at least one.</summary>
    /// <exception cref="FormatException">One is no code.</exception>
    public PromptsToAsk About(params IReadOnlyList<string> jurisdictions) => this with { Selection = Selection with { Jurisdictions = [.. Some(jurisdictions).Select(Jurisdiction.Parse)] } };

    /// <summary>Only these topics, at least one.</summary>
    public PromptsToAsk OnTopics(params IReadOnlyList<string> topics) => this with { Selection = Selection with { Topics = [.. Some(topics)] } };

    /// <summary>Only those that an earlier run has judged answers to: fewer than were chosen, perhaps, and the claim is about those alone.</summary>
    public PromptsToAsk AskedIn(BaselineRun baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return this with { Earlier = baseline };
    }

    internal IReadOnlyList<Prompt> Select()
    {
        IReadOnlyList<Prompt> selected = Selection.Select(Corpus ?? new ListOfPrompts(Info, All));
        if (Earlier is null) return selected;
        Prompt[] known = [.. selected.Where(Earlier.Knows)];
        return known.Length > 0 ? known : throw new InputException(new InputError("prompts", null, null, "none that the earlier run asked in the same words and could judge", "at least one"));
    }

    // A list that came out empty, of a configuration for instance, is not meant to choose everything.
    private static IReadOnlyList<string> Some(IReadOnlyList<string> chosen, [CallerArgumentExpression(nameof(chosen))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(chosen, name);
        return chosen.Count > 0 ? chosen : throw new ArgumentException($"Expected at least one of the {name}; leave the call out to choose all of them.", name);
    }

    private static InputError? Wrong(Prompt[] prompts)
    {
        if (prompts.Length == 0) return new InputError(nameof(prompts), null, null, "none", "at least one");
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < prompts.Length; i++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{nameof(prompts)}[{i}]");
            if (prompts[i] is not { } prompt) return new InputError(place, null, null, "null", "a prompt");
            if (string.IsNullOrWhiteSpace(prompt.Text)) return new InputError(place, null, nameof(Prompt.Text), "no text", "what is to be asked");
            if (!places.TryAdd(prompt.Id, i)) return new InputError(place, null, nameof(Prompt.Id), $"'{FailureText.Bounded(prompt.Id, 100)}', the id of prompts[{places[prompt.Id]}] too", "every id once");
        }

        return null;
    }

    private static string HashOf(IEnumerable<Prompt> prompts) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', prompts.Select(static prompt => $"{prompt.Id}\n{prompt.Language}\n{prompt.Text}")))));

    private sealed record ListOfPrompts(CorpusInfo Info, IReadOnlyList<Prompt> Prompts) : IPromptCorpus
    {
        public IReadOnlyList<PromptFamily> Families => [];

        public PromptFamily? FindFamily(string familyId) => null;
    }
}
