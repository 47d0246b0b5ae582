namespace CensorshipEval.Detection;

/// <summary>Reads two of the vowel เ, which look like แ and are often typed for it, as that.</summary>
internal static class ThaiVowels
{
    private const string Twice = "เเ";

    public static bool AreIn(ReadOnlySpan<char> text) => text.Contains(Twice, StringComparison.Ordinal);

    /// <summary>Reads them so.</summary>
    public static void Lift(Rewriting text)
    {
        char[] chars = text.Chars.ToArray();
        int[] places = text.Places.ToArray();
        text.Restart();
        for (int i = 0; i < chars.Length; i++)
        {
            bool twice = chars[i] == Twice[0] && i + 1 < chars.Length && chars[i + 1] == Twice[1];
            text.Write(twice ? 'แ' : chars[i], places[i]);
            if (!twice) continue;
            text.Changed = true;
            i++;
        }
    }
}
