using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CensorshipEval.Detection;

/// <summary>Tells the languages of one script apart: a linear model over hashed n-grams, with classes for groups of languages that it does not name.</summary>
internal sealed class NgramModel(int bits, float scale, LanguageTag[] languages, sbyte[] rows)
{
    /// <summary>Classes at most; a row has that many weights, so that one vector holds it.</summary>
    public const int Stride = 32;

    /// <summary>Rows added up before sums are widened: they still fit 16 bits. Some 30 letters, a part that should agree with the whole.</summary>
    private const int Part = 128;

    private const int SmallestPart = 60;

    /// <summary>A part disagrees when another language is more probable there by this factor's logarithm.</summary>
    private const float Disagreement = 2;

    private readonly int _named = languages.Count(static language => language != LanguageTag.Undetermined);

    /// <summary>The languages it names. Classes behind these are others, and noise.</summary>
    public IEnumerable<LanguageTag> Languages => languages.Take(_named);

    /// <summary>The language of the letters of a sample.</summary>
    public LanguageGuess Identify(ReadOnlySpan<char> letters)
    {
        Span<ushort> features = stackalloc ushort[NgramFeatures.Most];
        features = features[..NgramFeatures.Fill(letters, bits, features)];
        if (features.IsEmpty) return LanguageGuess.Unknown;
        Span<int> total = stackalloc int[Stride];
        Span<int> parts = stackalloc int[((NgramFeatures.Most / Part) + 1) * Stride];
        int count = 0;
        for (int start = 0; start < features.Length; start += Part)
        {
            Span<int> part = parts.Slice(count++ * Stride, Stride);
            AddUp(features[start..Math.Min(features.Length, start + Part)], part);
            for (int k = 0; k < Stride; k++) total[k] += part[k];
        }

        int best = Best(total);
        double confidence = Probability(total, best, features.Length) * Agreement(parts, best, features.Length);
        return confidence < 0.5 ? LanguageGuess.Unknown : new LanguageGuess(languages[best], confidence);
    }

    private void AddUp(ReadOnlySpan<ushort> features, Span<int> sums)
    {
        Vector256<short> low = default;
        Vector256<short> high = default;
        ref sbyte first = ref MemoryMarshal.GetArrayDataReference(rows);
        foreach (ushort row in features)
        {
            (Vector256<short> a, Vector256<short> b) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)(row * Stride)));
            low += a;
            high += b;
        }

        (Vector256<int> s0, Vector256<int> s1) = Vector256.Widen(low);
        (Vector256<int> s2, Vector256<int> s3) = Vector256.Widen(high);
        s0.CopyTo(sums);
        s1.CopyTo(sums[8..]);
        s2.CopyTo(sums[16..]);
        s3.CopyTo(sums[24..]);
    }

    // The best of the languages that have a name.
    private int Best(ReadOnlySpan<int> sums)
    {
        int best = 0;
        for (int k = 1; k < _named; k++)
        {
            if (sums[k] > sums[best]) best = k;
        }

        return best;
    }

    private double Probability(ReadOnlySpan<int> sums, int best, int features)
    {
        float unit = Unit(features);
        double others = 0;
        for (int k = 0; k < languages.Length; k++) others += MathF.Exp(Math.Min((sums[k] - sums[best]) * unit, 80));
        return 1 / others;
    }

    // The share of the text in which the language is not clearly another: a text in two languages is in neither.
    private double Agreement(ReadOnlySpan<int> parts, int best, int features)
    {
        int agreeing = 0;
        for (int start = 0; start < features; start += Part)
        {
            int length = Math.Min(Part, features - start);
            ReadOnlySpan<int> sums = parts.Slice(start / Part * Stride, languages.Length);
            int most = sums[0];
            foreach (int sum in sums) most = Math.Max(most, sum);
            if (length < SmallestPart || (most - sums[best]) * Unit(length) < Disagreement) agreeing += length;
        }

        return (double)agreeing / features;
    }

    // Weights were fitted to sums divided by the root of their number, so that a long text is surer than a short one.
    private float Unit(int features) => scale / MathF.Sqrt(features);
}
