using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CensorshipEval.Detection;

namespace CensorshipEval.Analysis;

/// <summary>An answer as it is compared with others: folded, every run of digits one <c>#</c>, as a number of 64 bits.</summary>
internal readonly ref struct ComparedText
{
    /// <summary>Answers below this many letters may well agree by themselves.</summary>
    public const int FewestLetters = 40;

    // Of what is longer, its beginning and its length are compared.
    private const int LongestCompared = 20_000;

    private ComparedText(ReadOnlySpan<char> text, ulong hash, int numbers)
    {
        Text = text;
        Hash = hash;
        Numbers = numbers;
    }

    /// <summary>The text as it is compared.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>The first 64 bits of its SHA-256, so that nobody can make two texts fall together at will.</summary>
    public ulong Hash { get; }

    /// <summary>The numbers in the order in which they stand, as one; 0 without any. Texts of one hash whose numbers differ are no one text.</summary>
    public int Numbers { get; }

    /// <summary>Whether the text is long enough to be compared.</summary>
    public static bool TryOf(string text, out ComparedText compared)
    {
        compared = default;
        ReadOnlySpan<char> folded = FoldedText.Of(text.Length <= LongestCompared ? text : text[..LongestCompared]).Span.Trim();
        if (TextWeight.Of(folded, FewestLetters) < FewestLetters) return false;

        // Room for a number behind the text, should it be cut.
        var plain = new char[folded.Length + 2];
        int length = 0;
        uint numbers = 0;
        foreach (char c in folded)
        {
            // FNV-1a: a slip only costs a warning that is right most of the time.
            if (char.IsDigit(c)) numbers = ((numbers == 0 ? 2_166_136_261 : numbers) ^ c) * 16_777_619;
            if (!char.IsDigit(c)) plain[length++] = c;
            else if (length == 0 || plain[length - 1] != '#') plain[length++] = '#';
        }

        int hashed = length;
        if (text.Length > LongestCompared)
        {
            plain[hashed++] = (char)(text.Length >> 16);
            plain[hashed++] = (char)text.Length;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(plain.AsSpan(0, hashed)), hash);
        compared = new ComparedText(plain.AsSpan(0, length), System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(hash), unchecked((int)numbers));
        return true;
    }
}
