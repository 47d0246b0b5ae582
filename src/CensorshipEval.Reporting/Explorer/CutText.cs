namespace CensorshipEval.Reporting;

/// <summary>A text as the page holds it.</summary>
/// <param name="Text">Its beginning, or all of it.</param>
/// <param name="FullLength">How long it was, in UTF-16 units.</param>
internal readonly record struct CutText(string Text, int FullLength)
{
    public bool IsCut => Text.Length < FullLength;

    public static CutText Of(string text, int longest) => new(text.Length <= longest ? text : text[..LengthOf(text, longest)], text.Length);

    public static CutText? OfOptional(string? text, int longest) => text is null ? null : Of(text, longest);

    /// <summary>The part that the page would hold, without a copy.</summary>
    public static ReadOnlySpan<char> Part(string? text, int longest) =>
        text is null ? [] : text.Length <= longest ? text : text.AsSpan(0, LengthOf(text, longest));

    // A pair is not torn by the cut; half a pair that came so stays.
    private static int LengthOf(string text, int longest) =>
        char.IsHighSurrogate(text[longest - 1]) && char.IsLowSurrogate(text[longest]) ? longest - 1 : longest;
}
