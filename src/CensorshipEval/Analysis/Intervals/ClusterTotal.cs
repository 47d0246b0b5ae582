namespace CensorshipEval.Analysis;

/// <summary>The observations of one cluster.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">The sum of their squares; of zeros and ones, the same as <paramref name="Sum"/>.</param>
internal readonly record struct ClusterTotal(double Count, double Sum, double SumOfSquares)
{
    public ClusterTotal Plus(ClusterTotal other) => new(Count + other.Count, Sum + other.Sum, SumOfSquares + other.SumOfSquares);
}
