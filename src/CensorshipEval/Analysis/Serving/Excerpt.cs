namespace CensorshipEval.Analysis;

/// <summary>The beginning of a hostile text, fit for a terminal and never longer than its limit, the ellipsis included.</summary>
internal static class Excerpt
{
    public const int Most = 120;

    public static string Of(ReadOnlySpan<char> text)
    {
        bool cut = text.Length > Most;
        if (cut) text = text[..Most];
        // Written out, what is invisible takes more room.
        string visible = VisibleText.Of(char.IsHighSurrogate(text.IsEmpty ? ' ' : text[^1]) && cut ? text[..^1] : text);
        if (!cut && visible.Length <= Most) return visible;
        int end = Math.Min(visible.Length, Most - 1);
        if (char.IsHighSurrogate(visible[end - 1])) end--;
        return string.Concat(visible.AsSpan(0, end), "…");
    }
}
