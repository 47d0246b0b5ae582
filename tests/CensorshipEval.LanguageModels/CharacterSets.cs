using System.Globalization;
using CensorshipEval.Detection;

namespace CensorshipEval.LanguageModels;

/// <summary>Reads from the Unihan database which national sets have a character.</summary>
internal static class CharacterSets
{
    /// <param name="path">Unihan_OtherMappings.txt.</param>
    public static byte[] Read(string path)
    {
        var sets = new byte[HanText.Length];
        foreach (string line in File.ReadLines(path))
        {
            if (line.Split('\t') is not [var code, var field, _]) continue;
            byte set = field switch { "kGB0" => HanText.Simplified, "kBigFive" => HanText.Traditional, "kJis0" => HanText.Japanese, _ => 0 };
            int rune = set == 0 ? 0 : int.Parse(code.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (rune is >= 0x4E00 and <= 0x9FFF) sets[rune - 0x4E00] |= set;
        }

        return sets;
    }
}
