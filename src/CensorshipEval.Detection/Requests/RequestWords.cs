using System.Text.Json;

namespace CensorshipEval.Detection;

/// <summary>Words of all languages by which a request for a refusal, and a refusal of such a request, are known.</summary>
internal sealed class RequestWords
{
    /// <summary>Characters between what is asked for and what it is to do: a sentence or so.</summary>
    private const int Near = 80;

    private static readonly Lazy<RequestWords> Loaded = new(Load);

    private readonly WordBeginnings _texts;
    private readonly WordBeginnings _declines;
    private readonly WordBeginnings _alone;
    private readonly WordBeginnings _restates;

    private RequestWords(IReadOnlyList<RequestWordsData> languages)
    {
        Languages = [.. languages.Select(static data => data.Language)];
        _texts = new WordBeginnings(languages.SelectMany(static data => data.Texts));
        _declines = new WordBeginnings(languages.SelectMany(static data => data.Declines));
        _alone = new WordBeginnings(languages.SelectMany(static data => data.Alone));
        _restates = new WordBeginnings(languages.SelectMany(static data => data.Restates));
        Acts = new WordBeginnings(languages.SelectMany(static data => data.Acts));
        Making = new WordBeginnings(languages.SelectMany(static data => data.Making));
        Preambles = new WordBeginnings(languages.SelectMany(static data => data.Preambles));
    }

    public static RequestWords BuiltIn => Loaded.Value;

    /// <summary>The languages.</summary>
    public IReadOnlyList<LanguageTag> Languages { get; }

    /// <summary>What an assistant declines to do: help, answer, discuss.</summary>
    public WordBeginnings Acts { get; }

    /// <summary>What an assistant does to a text: write, translate.</summary>
    public WordBeginnings Making { get; }

    /// <summary>What is said of a question instead of an answer.</summary>
    public WordBeginnings Preambles { get; }

    /// <summary>Whether a prompt asks for a text that declines something.</summary>
    public bool AskForRefusal(ReadOnlySpan<char> prompt)
    {
        if (_alone.AreIn(prompt)) return true;
        for (int at = _declines.Next(prompt, 0); at >= 0; at = _declines.Next(prompt, at + 1))
        {
            if (_texts.AreIn(prompt[Math.Max(0, at - Near)..Math.Min(prompt.Length, at + Near)])) return true;
        }

        return false;
    }

    /// <summary>Whether a prompt asks to say something over again.</summary>
    public bool AskToRestate(ReadOnlySpan<char> prompt) => _restates.AreIn(prompt);

    private static RequestWords Load()
    {
        using Stream stream = typeof(RequestWords).Assembly.GetManifestResourceStream("Requests/requests.json")!;
        return new RequestWords(JsonSerializer.Deserialize(stream, RequestJsonContext.Default.IReadOnlyListRequestWordsData)!);
    }
}
