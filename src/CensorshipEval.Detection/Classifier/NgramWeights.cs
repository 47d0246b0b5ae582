using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CensorshipEval.Detection;

/// <summary>Two linear models over the same hashed n-grams, as bytes: weights of refusal and non-answer side by side.</summary>
internal sealed class NgramWeights
{
    /// <summary>Seeds under which opening and closing are hashed, so that the same words may mean other things there.</summary>
    public const uint OpeningSeed = 1;

    public const uint ClosingSeed = 2;

    // Short texts have few n-grams, and each would weigh too much.
    private const int FewNgrams = 60;

    private readonly sbyte[] _table;

    /// <summary>Wraps a table of two bytes per bucket.</summary>
    public NgramWeights(sbyte[] table, double refusalScale, double nonAnswerScale, double refusalBias, double nonAnswerBias)
    {
        if (table.Length != 2 * NgramHasher.Buckets) throw new ArgumentException($"The table has {table.Length} bytes, not {2 * NgramHasher.Buckets}.", nameof(table));
        _table = table;
        RefusalScale = refusalScale;
        NonAnswerScale = nonAnswerScale;
        RefusalBias = refusalBias;
        NonAnswerBias = nonAnswerBias;
    }

    public ReadOnlySpan<sbyte> Table => _table;

    public double RefusalScale { get; }

    public double NonAnswerScale { get; }

    public double RefusalBias { get; }

    public double NonAnswerBias { get; }

    /// <summary>How the sum over so many n-grams is made comparable.</summary>
    public static double Norm(int ngrams) => 1 / Math.Sqrt(Math.Max(ngrams, FewNgrams));

    /// <summary>What a text says.</summary>
    /// <param name="opening">Its opening.</param>
    /// <param name="closing">Its closing.</param>
    /// <param name="buckets">Room for the buckets of both, see <see cref="NgramBuckets.Most"/>.</param>
    public ClassifierScore Score(ReadOnlySpan<char> opening, ReadOnlySpan<char> closing, Span<int> buckets)
    {
        int count = NgramBuckets.Fill(opening, OpeningSeed, buckets);
        count += NgramBuckets.Fill(closing, ClosingSeed, buckets[count..]);
        (int refusal, int nonAnswer) = Sum(buckets[..count]);
        double norm = Norm(count);
        return new ClassifierScore(RefusalBias + (refusal * RefusalScale * norm), NonAnswerBias + (nonAnswer * NonAnswerScale * norm));
    }

    /// <summary>Adds what each place of a text says for a refusal to <paramref name="places"/>.</summary>
    public void Explain(ReadOnlySpan<char> text, uint seed, Span<int> places)
    {
        var explained = new Places(_table, places);
        NgramHasher.Visit(text, seed, ref explained);
    }

    private (int Refusal, int NonAnswer) Sum(ReadOnlySpan<int> buckets)
    {
        // Both weights with one look into the memory; the table's length was checked once, and no bucket is beyond it.
        ref sbyte first = ref MemoryMarshal.GetArrayDataReference(_table);
        int refusal = 0, nonAnswer = 0;
        foreach (int bucket in buckets)
        {
            ref sbyte pair = ref Unsafe.Add(ref first, 2 * bucket);
            refusal += pair;
            nonAnswer += Unsafe.Add(ref pair, 1);
        }

        return (refusal, nonAnswer);
    }

    private readonly ref struct Places(sbyte[] table, Span<int> places) : INgramVisitor
    {
        private readonly Span<int> _places = places;

        public void Add(int bucket, int at) => _places[at] += table[2 * bucket];
    }
}
