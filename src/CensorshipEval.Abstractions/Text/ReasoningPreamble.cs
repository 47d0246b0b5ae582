namespace CensorshipEval;

/// <summary>Tells reasoning between think tags at the head of a text from the answer behind it.</summary>
internal static class ReasoningPreamble
{
    private const string Opening = "<think>";
    private const string Closing = "</think>";

    /// <summary>The reasoning, <see langword="null"/> when there is none, and the answer. Tags that are never closed hold only reasoning.</summary>
    public static (string? Reasoning, string Answer) Split(string text)
    {
        int start = text.AsSpan().IndexOfAnyExcept(" \t\r\n");
        if (start < 0 || !text.AsSpan(start).StartsWith(Opening, StringComparison.OrdinalIgnoreCase)) return (null, text);
        start += Opening.Length;
        int end = text.IndexOf(Closing, start, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? (text[start..].Trim(), "") : (text[start..end].Trim(), text[(end + Closing.Length)..].TrimStart('\r', '\n', ' '));
    }
}
