namespace CensorshipEval.Detection;

/// <summary>The buckets of a text as a list, for training.</summary>
internal static class NgramList
{
    public static int[] Of(ReadOnlySpan<char> opening, ReadOnlySpan<char> closing)
    {
        var visitor = new Collector([]);
        NgramHasher.Visit(opening, NgramWeights.OpeningSeed, ref visitor);
        NgramHasher.Visit(closing, NgramWeights.ClosingSeed, ref visitor);
        return [.. visitor.Buckets];
    }

    private readonly struct Collector(List<int> buckets) : INgramVisitor
    {
        public List<int> Buckets { get; } = buckets;

        public void Add(int bucket, int at) => Buckets.Add(bucket);
    }
}
