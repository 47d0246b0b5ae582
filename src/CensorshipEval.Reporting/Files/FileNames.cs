using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CensorshipEval.Reporting.Files;

/// <summary>
/// Names that strangers gave, as names of files and folders that every system takes and that never leave their folder: ASCII letters, digits, <c>-</c> and <c>_</c>, at
/// most 60 of them. Names that would be one (also where case is not told apart) get a part of their hash each, so that no order decides.
/// </summary>
internal sealed class FileNames
{
    private const int Longest = 60;
    private const int HashLength = 10;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public FileNames(IEnumerable<string> names)
    {
        foreach (IGrouping<string, string> alike in names.Distinct(StringComparer.Ordinal).GroupBy(Plain, StringComparer.OrdinalIgnoreCase))
        {
            string[] originals = [.. alike];
            foreach (string name in originals) _names[name] = originals.Length == 1 && IsTelling(name) && !EndsLikeHash(name) ? Plain(name) : Hashed(name);
        }
    }

    /// <summary>The name in files; one that was not announced gets its hash, so that it is no other's.</summary>
    public string this[string name] => _names.TryGetValue(name, out string? known) ? known : Hashed(name);

    /// <summary>The name with a part of its hash.</summary>
    public static string Hashed(string name)
    {
        string plain = Plain(name);
        // By its UTF-16 units: halves of pairs would all be one in UTF-8.
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(name.Select(static unit => ((int)unit).ToString("x4", CultureInfo.InvariantCulture))))));
        return $"{plain[..Math.Min(plain.Length, Longest - HashLength - 1)]}-{hash[..HashLength]}";
    }

    // Names with a hash and names without one never meet.
    private static bool EndsLikeHash(string name) => name.Length > HashLength && name[^(HashLength + 1)] is var before && !char.IsAsciiLetterOrDigit(before) && name.AsSpan(name.Length - HashLength).IndexOfAnyExcept(Hexadecimal) < 0;

    // Enough of it is left to be told from others.
    private static bool IsTelling(string name) => name.Length is > 0 and <= Longest && name.Count(char.IsAsciiLetterOrDigit) * 2 > name.Length;

    private static string Plain(string name)
    {
        var plain = new StringBuilder(Longest);
        foreach (char letter in name.AsSpan(0, Math.Min(name.Length, Longest))) plain.Append(char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_');
        string text = plain.ToString();
        // A leading hyphen is an option to many programs.
        return text.Length == 0 ? "_" : text[0] == '-' || IsReserved(text) ? $"_{text[..Math.Min(text.Length, Longest - 1)]}" : text;
    }

    // What Windows keeps for devices, with any extension.
    private static bool IsReserved(string name) => name.ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL" or "CLOCK" ||
        (name.Length == 4 && char.IsAsciiDigit(name[3]) && name.ToUpperInvariant()[..3] is "COM" or "LPT");
}
