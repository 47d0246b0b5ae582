namespace CensorshipEval.Detection;

/// <summary>Says in which language a text is written.</summary>
public interface ILanguageIdentifier
{
    /// <summary>
    /// The language of a text. Any text has an answer, <see cref="LanguageGuess.Unknown"/> among them, on any thread, and never an exception.
    /// </summary>
    /// <param name="text">The text as it came, with its mark-up. Need not be valid UTF-16.</param>
    LanguageGuess Identify(ReadOnlySpan<char> text);
}
