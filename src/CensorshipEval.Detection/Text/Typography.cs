namespace CensorshipEval.Detection;

/// <summary>Quotes, apostrophes, dashes and widths that writers choose freely.</summary>
internal static class Typography
{
    /// <summary>The plain ASCII character that stands for a typographic one, or NUL.</summary>
    public static char Plain(int rune) => rune switch
    {
        0x2018 or 0x2019 or 0x201A or 0x201B or 0x02BC or 0x0060 or 0x00B4 or 0x2032 => '\'',
        0x201C or 0x201D or 0x201E or 0x201F or 0x00AB or 0x00BB or 0x300C or 0x300D or 0x300E or 0x300F or 0x2033 => '"',
        0x2010 or 0x2011 or 0x2012 or 0x2013 or 0x2014 or 0x2015 => '-',
        0x3002 => '.',
        0x3001 => ',',
        >= 0xFF01 and <= 0xFF5E => (char)(rune - 0xFEE0 is >= 'A' and <= 'Z' ? rune - 0xFEE0 + 32 : rune - 0xFEE0),
        _ => '\0',
    };

    /// <summary>Whether NFKC may change the character: asked for the blocks that hold compatibility forms, so that other text is not slowed.</summary>
    public static bool HasCompatibilityForm(int rune) => rune switch
    {
        >= 0x00A0 and <= 0x00BF => rune is not 0x00BF and not 0x00A1,
        >= 0x2000 and <= 0x24FF => true,
        >= 0x3000 and <= 0x33FF => rune is < 0x3040 or > 0x3130,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0xFB00 and <= 0xFFEF => rune is not 0xFFFD,
        >= 0x1D400 and <= 0x1D7FF => true,
        >= 0x1F100 and <= 0x1F2FF => true,
        >= 0x2F800 and <= 0x2FA1F => true,
        _ => false,
    };
}
