namespace CensorshipEval.Detection;

/// <summary>Characters that a reader does not see and that must not hide a phrase.</summary>
internal static class Invisible
{
    /// <summary>Soft hyphen, zero-width and bidirectional controls, byte-order mark, variation selectors, tag characters.</summary>
    public static bool Contains(int rune) => rune switch
    {
        0x00AD or 0x034F or 0x061C or 0x180E or 0xFEFF or 0x2060 => true,
        >= 0x200B and <= 0x200F => true,
        >= 0x202A and <= 0x202E => true,
        >= 0x2061 and <= 0x206F => true,
        >= 0xFE00 and <= 0xFE0F => true,
        >= 0xE0000 and <= 0xE01EF => true,
        _ => false,
    };

    /// <summary>Combining diacritics (not the vowel signs of scripts that need them).</summary>
    public static bool IsCombining(int rune) => rune is >= 0x0300 and <= 0x036F or 0x3099 or 0x309A;
}
