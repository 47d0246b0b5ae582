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
    private readonly char[] _alone = new char[0x10000];

    private FoldingTable(Dictionary<int, string> mapped, Dictionary<int, char> pairs)
    {
        _mapped = mapped.ToFrozenDictionary();
        _pairs = pairs.ToFrozenDictionary();
        HashSet<int> seconds = [.. pairs.Keys.Select(static key => key & 0xFFFF)];
        for (int c = 0; c < _alone.Length; c++)
        {
            var letter = (char)c;
            if (char.IsSurrogate(letter) || char.IsWhiteSpace(letter)) continue;
            string? folded = mapped.GetValueOrDefault(c);
            if (folded is { Length: not 1 }) continue;
            char alone = folded is null ? char.ToLowerInvariant(letter) : folded[0];
            if (!seconds.Contains(alone) && !IsVowelOrTrail(alone)) _alone[c] = alone;
        }

        _alone[' '] = ' ';
    }

    public static FoldingTable Instance => Loaded.Value;

    /// <summary>
    /// What every code unit becomes that is one character whatever stands before it (but for a space behind a space), so that nothing need be looked up: nearly
    /// all of any text. U+0000 for the others, which are other white space, surrogates, what disappears or becomes several, and what joins the character before it.
    /// </summary>
    public ReadOnlySpan<char> Alone => _alone;

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
