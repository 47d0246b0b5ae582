using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CensorshipEval.Detection;

/// <summary>
/// The buckets of a text as a list, in no particular order: those that <see cref="NgramHasher.Visit"/> hands over, but the runs of characters are hashed eight at once,
/// and who looks them up in a table need not wait for a hash before each look into the memory.
/// </summary>
internal static class NgramBuckets
{
    private const int Lanes = 8;

    /// <summary>Characters of the longest run behind its first.</summary>
    private const int Behind = 3;

    /// <summary>Most buckets of a text of so many characters: three runs begin at each, and at every second a word, with two more.</summary>
    public static int Most(int length) => 4 * length;

    /// <summary>Fills in the buckets of a text and returns how many there are.</summary>
    /// <param name="text">The text, folded.</param>
    /// <param name="seed">The seed of the hashes.</param>
    /// <param name="buckets">Room for <see cref="Most"/> buckets.</param>
    public static int Fill(ReadOnlySpan<char> text, uint seed, Span<int> buckets)
    {
        uint start = NgramHasher.Start(seed);
        int count = 0, at = 0;
        for (; at + Lanes + Behind <= text.Length; at += Lanes, count += Behind * Lanes) FillBlock(text[at..], start, buckets[count..]);
        for (; at < text.Length; at++)
        {
            uint hash = NgramHasher.Mix(start, text[at]);
            for (int next = at + 1; next < text.Length && next <= at + Behind; next++)
            {
                hash = NgramHasher.Mix(hash, text[next]);
                buckets[count++] = NgramHasher.Bucket(hash);
            }
        }

        return count + FillWords(text, start, buckets[count..]);
    }

    private static void FillBlock(ReadOnlySpan<char> text, uint start, Span<int> buckets)
    {
        ReadOnlySpan<ushort> units = MemoryMarshal.Cast<char, ushort>(text[..(Lanes + Behind)]);
        Vector256<uint> hash = Mix(Vector256.Create(start), units);
        for (int i = 1; i <= Behind; i++)
        {
            hash = Mix(hash, units[i..]);
            Vector256<uint> bucket = (hash * NgramHasher.BucketPrime) >>> (32 - NgramHasher.Bits);
            bucket.AsInt32().CopyTo(buckets[((i - 1) * Lanes)..]);
        }
    }

    private static Vector256<uint> Mix(Vector256<uint> hash, ReadOnlySpan<ushort> units)
    {
        Vector256<uint> value = Vector256.WidenLower(Vector128.Create(units).ToVector256Unsafe());
        Vector256<uint> mixed = (hash ^ value) * NgramHasher.Prime;
        return (mixed << NgramHasher.Rotation) | (mixed >>> (32 - NgramHasher.Rotation));
    }

    private static int FillWords(ReadOnlySpan<char> text, uint start, Span<int> buckets)
    {
        int count = 0, words = 0;
        uint before = 0, beforeThat = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (!NgramHasher.IsOfWord(text[at])) continue;
            uint word = start;
            do word = NgramHasher.Mix(word, text[at++]);
            while (at < text.Length && NgramHasher.IsOfWord(text[at]));
            if (words > 0) buckets[count++] = NgramHasher.Bucket(NgramHasher.Mix(before, word));
            if (words > 1) buckets[count++] = NgramHasher.Bucket(NgramHasher.Mix(NgramHasher.Mix(beforeThat, before), word));
            (beforeThat, before) = (before, word);
            words++;
        }

        return count;
    }
}
