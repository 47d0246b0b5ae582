namespace CensorshipEval.Detection;

/// <summary>What an <see cref="ILanguageIdentifier"/> takes a text for.</summary>
/// <param name="Language">
/// The language; <see cref="LanguageTag.Undetermined"/> for a text in none of those that are known, in several, or in none at all.
/// </param>
/// <param name="Confidence">How sure it is, from 0 to 1. An unknown language has 0, any other at least 0.5.</param>
public readonly record struct LanguageGuess(LanguageTag Language, double Confidence)
{
    /// <summary>No language could be told.</summary>
    public static LanguageGuess Unknown => default;

    /// <summary>Whether a language was told.</summary>
    public bool IsKnown => Language != LanguageTag.Undetermined;
}
