using System.Globalization;
using System.Text;

namespace CensorshipEval.Testing;

/// <summary>A message of one sentence and lines with names before them, which reads the same in every runner.</summary>
internal sealed class FailureText(string sentence)
{
    public const int MostQuoted = 400;

    private const int NameWidth = 10;

    private readonly StringBuilder _text = new StringBuilder(sentence).Append('\n');

    public FailureText Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) _text.Append("\n  ").Append(name.PadRight(NameWidth - 1)).Append(' ').Append(value);
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Somebody else's text: without what looks like a key, of bounded length, in one line, with everything invisible written out.</summary>
    public static string Bounded(string text, int most = MostQuoted)
    {
        // The log of a build is read by many.
        text = SecretScrubber.ByShape.Clean(text);
        ReadOnlySpan<char> shown = text.AsSpan().Trim();
        bool cut = shown.Length > most;
        if (cut) shown = shown[..(char.IsHighSurrogate(shown[most - 1]) ? most - 1 : most)];
        string visible = VisibleText.Of(shown);
        return cut ? string.Create(CultureInfo.InvariantCulture, $"{visible}… ({text.Length} characters)") : visible;
    }

    /// <summary>The command that runs a test again, whatever framework it is of; <see langword="null"/> where nobody said which test, or it is a program's own code.</summary>
    public static string? Again(string test) => test.Length == 0 || test[0] == '<' ? null : $"dotnet test --filter \"FullyQualifiedName~{Bounded(test, 100)}\"";

    /// <summary>What a client threw, with what may be the matter with it.</summary>
    public FailureText AddThrown(Exception exception, bool streamed) => Add("error", Bounded($"{exception.GetType().Name}: {exception.Message}"))
        .Add("perhaps", streamed && exception is NotImplementedException or NotSupportedException or NullReferenceException ? "the client does not stream: say so in the options, Stream = false" : null);
}
