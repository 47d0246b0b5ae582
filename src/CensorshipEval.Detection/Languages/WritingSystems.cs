using System.Globalization;
using System.Runtime.CompilerServices;

namespace CensorshipEval.Detection;

/// <summary>Which script a UTF-16 code unit belongs to.</summary>
internal static class WritingSystems
{
    /// <summary>Number of values of <see cref="WritingSystem"/>.</summary>
    public const int Count = (int)WritingSystem.Invisible + 1;

    /// <summary>Scripts that put spaces between words, and in which words are therefore weighed one by one.</summary>
    public static bool HasWords(WritingSystem system) => system is >= WritingSystem.Latin and <= WritingSystem.Devanagari;

    /// <summary>How many letters of an alphabet one character says as much as (parallel texts: 2 to 3).</summary>
    public static int Weight(WritingSystem system) => system is WritingSystem.Hangul or WritingSystem.Kana or WritingSystem.Han ? 3 : 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WritingSystem Of(char c) => c < '\u0080' ? char.IsAsciiLetter(c) ? WritingSystem.Latin : WritingSystem.None : OfBeyondAscii(c);

    private static WritingSystem OfBeyondAscii(char c) => c switch
    {
        '\u00AD' or '\u034F' => WritingSystem.Invisible,
        '\u00AA' or '\u00BA' or '\u00D7' or '\u00F7' or < '\u00C0' => WritingSystem.None,
        < '\u0250' => WritingSystem.Latin,
        >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or '\u3005' or >= '\uF900' and <= '\uFAFF' => WritingSystem.Han,
        >= '\u0400' and <= '\u0481' or >= '\u048A' and <= '\u052F' => WritingSystem.Cyrillic,
        >= '\u0300' and <= '\u036F' or >= '\u0483' and <= '\u0489' => WritingSystem.Invisible, // those that change the letter are composed before
        >= '\u0590' and <= '\u05FF' => c is >= '\u05D0' and <= '\u05F2' ? WritingSystem.Hebrew : c is '\u05BE' or >= '\u05F3' ? WritingSystem.None : WritingSystem.Invisible,
        >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' => OfArabic(c),
        >= '\u0900' and <= '\u097F' => c is '\u0964' or '\u0965' or '\u0970' or >= '\u0966' and <= '\u096F' ? WritingSystem.None : WritingSystem.Devanagari,
        >= '\u0E01' and <= '\u0E4E' => c is '\u0E3F' ? WritingSystem.None : WritingSystem.Thai,
        >= '\u1E00' and <= '\u1EFF' => WritingSystem.Latin,
        >= '\u3041' and <= '\u30FF' => c is '\u30FB' or '\u30A0' ? WritingSystem.None : WritingSystem.Kana,
        >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF' or >= '\u3131' and <= '\u318E' => WritingSystem.Hangul,
        >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F' or '\uFEFF' or >= '\uFE00' and <= '\uFE0F' or '\u180E' => WritingSystem.Invisible,
        _ => char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.SpacingCombiningMark ? WritingSystem.Other : WritingSystem.None,
    };

    private static WritingSystem OfArabic(char c) => c switch
    {
        >= '\u0610' and <= '\u061A' or '\u061C' or '\u0640' or >= '\u064B' and <= '\u065F' or '\u0670' or >= '\u06D6' and <= '\u06DC' or
            >= '\u06DF' and <= '\u06E4' or '\u06E7' or '\u06E8' or >= '\u06EA' and <= '\u06ED' => WritingSystem.Invisible,
        _ => char.IsLetter(c) ? WritingSystem.Arabic : WritingSystem.None,
    };
}
