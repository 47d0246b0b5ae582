namespace CensorshipEval.Reporting.Figures;

/// <summary>
/// Topics as people read them: <c>labour-and-protest</c> is <c>labour and protest</c>. Files keep the topic as it is. Two topics may read alike, so nothing may be
/// told apart by what this gives.
/// </summary>
internal static class TopicNames
{
    /// <summary>What stands where a question has no topic.</summary>
    public const string None = "no topic";

    /// <summary>The topic in words, with everything invisible written out.</summary>
    public static string Of(string? topic) => topic is not { Length: > 0 } ? None : IsSlug(topic) ? topic.Replace('-', ' ') : VisibleText.Of(topic);

    // Only what is plainly a slug: in "Sino-Soviet split" or "-1" the hyphen means something.
    private static bool IsSlug(string topic)
    {
        bool afterHyphen = true;
        foreach (char letter in topic)
        {
            if (letter == '-' ? afterHyphen : !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter)) return false;
            afterHyphen = letter == '-';
        }

        return !afterHyphen;
    }
}
