namespace CensorshipEval.Detection;

/// <summary>Tells Chinese and Japanese text apart, and simplified from traditional characters.</summary>
/// <param name="sets">For every code unit from U+4E00 to U+9FFF the national character sets that have it.</param>
internal sealed class HanText(byte[] sets)
{
    /// <summary>Characters covered.</summary>
    public const int Length = 0x9FFF - 0x4E00 + 1;

    /// <summary>In GB 2312, the simplified characters.</summary>
    public const byte Simplified = 1;

    /// <summary>In Big Five, the traditional ones.</summary>
    public const byte Traditional = 2;

    /// <summary>In JIS X 0208, those of Japanese.</summary>
    public const byte Japanese = 4;

    private static readonly LanguageTag Hans = LanguageTag.Parse("zh-Hans");
    private static readonly LanguageTag Hant = LanguageTag.Parse("zh-Hant");
    private static readonly LanguageTag Ja = LanguageTag.Parse("ja");
    private static readonly LanguageTag Ko = LanguageTag.Parse("ko");

    /// <summary>The language of a text in ideographs, kana and Hangul.</summary>
    public LanguageGuess Identify(ReadOnlySpan<char> letters, ScriptCounts counts)
    {
        int han = counts.Of(WritingSystem.Han);
        int kana = counts.Of(WritingSystem.Kana);
        int hangul = counts.Of(WritingSystem.Hangul);
        double all = han + kana + hangul;
        // Hanja and quoted kana may stand in Korean; some Japanese is mostly ideographs.
        if (hangul * 2 >= kana + hangul && hangul >= 0.25 * all) return new LanguageGuess(Ko, Sure(hangul / (double)(kana + hangul), all));
        if (kana >= 0.1 * all) return new LanguageGuess(Ja, Sure(kana / (double)(kana + hangul), all));
        return Chinese(letters, (han + 0.5) / (all + 0.5));
    }

    private LanguageGuess Chinese(ReadOnlySpan<char> letters, double share)
    {
        int notSimplified = 0;
        int notTraditional = 0;
        int notJapanese = 0;
        foreach (char c in letters)
        {
            if (c is < '\u4E00' or > '\u9FFF') continue;
            byte set = sets[c - '\u4E00'];
            if ((set & Simplified) == 0) notSimplified++;
            if ((set & Traditional) == 0) notTraditional++;
            if ((set & Japanese) == 0) notJapanese++;
        }

        if (notJapanese < Math.Min(notSimplified, notTraditional)) return new LanguageGuess(Ja, 0.5 + (0.3 * share));
        double margin = Math.Abs(notTraditional - notSimplified) / (notTraditional + notSimplified + 0.25);
        double confidence = (0.5 + (0.5 * margin)) * share;
        return confidence < 0.5 ? LanguageGuess.Unknown : new LanguageGuess(notTraditional >= notSimplified ? Hans : Hant, confidence);
    }

    private static double Sure(double share, double letters) => Math.Max(0.5, share * letters / (letters + 0.5));
}
