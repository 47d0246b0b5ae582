using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CensorshipEval;

/// <summary>
/// What makes two spellings one: compatibility normalisation (NFKC) and case folding, from a table of our own,
/// because <see cref="string.Normalize()"/> does nothing at all where globalization is invariant, and follows the machine elsewhere.
/// </summary>
internal sealed class FoldingTable
{
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;

    private static readonly Lazy<FoldingTable> Loaded = new(Load);

    private readonly FrozenDictionary<int, string> _mapped;
    private readonly FrozenDictionary<int, char> _pairs;
    private readonly ulong[] _special = new ulong[0x10000 / 64];

    private FoldingTable(Dictionary<int, string> mapped, Dictionary<int, char> pairs)
    {
        _mapped = mapped.ToFrozenDictionary();
        _pairs = pairs.ToFrozenDictionary();
        foreach (int second in pairs.Keys.Select(key => key & 0xFFFF)) Mark(second);
        foreach (int source in mapped.Keys.Where(key => key < 0x10000)) Mark(source);
        for (int c = 0; c < 0x10000; c++)
        {
            var letter = (char)c;
            if (char.IsSurrogate(letter) || char.IsWhiteSpace(letter) || char.ToLowerInvariant(letter) != letter || IsVowelOrTrail(letter)) Mark(c);
        }
    }

    public static FoldingTable Instance => Loaded.Value;

    /// <summary>Whether a code unit stands for itself whatever comes before it, so that nothing need be looked up.</summary>
    public bool IsPlain(char c) => (_special[c >> 6] & (1UL << (c & 63))) == 0;

    /// <summary>What a code point becomes; <see langword="null"/> when only its case may change.</summary>
    public string? Map(Rune rune) => _mapped.GetValueOrDefault(rune.Value);

    /// <summary>The one character that two become when they stand together, such as e and a combining acute.</summary>
    public bool TryCompose(char first, char second, out char composed)
    {
        if (_pairs.TryGetValue((first << 16) | second, out composed)) return true;
        if (first is >= (char)LeadBase and < (char)(LeadBase + 19) && second is >= (char)VowelBase and < (char)(VowelBase + 21))
            composed = (char)(HangulBase + ((((first - LeadBase) * 21) + (second - VowelBase)) * 28));
        else if (first is >= (char)HangulBase and <= '\uD7A3' && (first - HangulBase) % 28 == 0 && second is > (char)TrailBase and < (char)(TrailBase + 28))
            composed = (char)(first + (second - TrailBase));
        return composed != 0;
    }

    private static bool IsVowelOrTrail(char c) => c is >= (char)VowelBase and < (char)(TrailBase + 28);

    private void Mark(int c) => _special[c >> 6] |= 1UL << (c & 63);

    private static FoldingTable Load()
    {
        using Stream stream = typeof(FoldingTable).Assembly.GetManifestResourceStream("Text/folding.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var mapped = new Dictionary<int, string>();
        var pairs = new Dictionary<int, char>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            int arrow = line.IndexOf('>', StringComparison.Ordinal);
            string from = line[..arrow];
            int[] to = [.. line[(arrow + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Hex)];
            if (from.Split('+') is [var first, var second])
                pairs.Add((Hex(first) << 16) | Hex(second), (char)to[0]);
            else
                AddRun(mapped, from.Split(".."), to);
        }

        return new FoldingTable(mapped, pairs);
    }

    private static void AddRun(Dictionary<int, string> mapped, string[] ends, int[] to)
    {
        int start = Hex(ends[0]);
        for (int source = start; source <= Hex(ends[^1]); source++)
        {
            // Only one-to-one lines are runs; there the target counts up with the source.
            int step = source - start;
            mapped.Add(source, string.Concat(to.Select(target => char.ConvertFromUtf32(target + step))));
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
