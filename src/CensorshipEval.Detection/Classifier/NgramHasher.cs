using System.Numerics;
using System.Runtime.CompilerServices;

namespace CensorshipEval.Detection;

/// <summary>
/// Hashes what stands in a folded text into buckets of a table: runs of two to four characters, and pairs and triples of words. Nothing is
/// allocated; equal texts give equal buckets in any process.
/// </summary>
internal static class NgramHasher
{
    /// <summary>Binary logarithm of the number of buckets.</summary>
    public const int Bits = 18;

    public const int Buckets = 1 << Bits;

    public const uint Prime = 0x9E3779B1;

    public const uint BucketPrime = 0x85EBCA6B;

    public const int Rotation = 13;

    /// <summary>The hash that everything begins with.</summary>
    public static uint Start(uint seed) => Mix(seed, 0x51ED);

    /// <summary>Hands every bucket to <paramref name="visitor"/>, with the place where its run begins.</summary>
    public static void Visit<TVisitor>(ReadOnlySpan<char> text, uint seed, ref TVisitor visitor)
        where TVisitor : struct, INgramVisitor, allows ref struct
    {
        uint start = Start(seed);
        uint word = 0, before = 0, beforeThat = 0;
        int wordAt = -1, beforeAt = -1, beforeThatAt = -1;
        for (int i = 0; i < text.Length; i++)
        {
            uint hash = Mix(start, text[i]);
            if (i + 1 < text.Length)
            {
                hash = Mix(hash, text[i + 1]);
                visitor.Add(Bucket(hash), i);
                if (i + 2 < text.Length)
                {
                    hash = Mix(hash, text[i + 2]);
                    visitor.Add(Bucket(hash), i);
                    if (i + 3 < text.Length) visitor.Add(Bucket(Mix(hash, text[i + 3])), i);
                }
            }

            if (IsOfWord(text[i]))
            {
                if (wordAt < 0) (word, wordAt) = (start, i);
                word = Mix(word, text[i]);
                if (i + 1 < text.Length) continue;
            }

            if (wordAt < 0) continue;
            if (beforeAt >= 0)
            {
                visitor.Add(Bucket(Mix(before, word)), beforeAt);
                if (beforeThatAt >= 0) visitor.Add(Bucket(Mix(Mix(beforeThat, before), word)), beforeThatAt);
            }

            (beforeThat, beforeThatAt) = (before, beforeAt);
            (before, beforeAt) = (word, wordAt);
            wordAt = -1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(uint hash, uint value) => BitOperations.RotateLeft((hash ^ value) * Prime, Rotation);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Bucket(uint hash) => (int)((hash * BucketPrime) >> (32 - Bits));

    // Of the folded alphabets; the rest is cut by what stands between words.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOfWord(char c) => c < 0x80 ? c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '\'' : c is (>= '\u00C0' and < '\u2000') or (>= '\uAC00' and <= '\uD7A3');
}
