using System.Text.Json.Serialization;

namespace CensorshipEval.Detection;

/// <summary>The beginnings of words, of one language, by which a request for a refusal is known.</summary>
internal sealed record RequestWordsData
{
    public required LanguageTag Language { get; init; }

    /// <summary>Asks for a text, or names one: write, letter.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>What the text is to do: decline. Near a word of <see cref="Texts"/> it asks for a refusal.</summary>
    public required IReadOnlyList<string> Declines { get; init; }

    /// <summary>Names of texts that decline.</summary>
    public required IReadOnlyList<string> Alone { get; init; }

    /// <summary>Asks to say something over again, in whichever language: translate.</summary>
    public required IReadOnlyList<string> Restates { get; init; }

    /// <summary>What an assistant declines to do, and hardly anybody else: help, answer, discuss.</summary>
    public required IReadOnlyList<string> Acts { get; init; }

    /// <summary>What an assistant does to a text: write, translate.</summary>
    public required IReadOnlyList<string> Making { get; init; }

    /// <summary>What is said of a question instead of an answer: your question, thank you for.</summary>
    public required IReadOnlyList<string> Preambles { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IReadOnlyList<RequestWordsData>))]
internal sealed partial class RequestJsonContext : JsonSerializerContext;
