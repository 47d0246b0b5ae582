namespace CensorshipEval.Analysis;

internal static class AgreementInput
{
    public static void Check(int items, IReadOnlyList<double>? weights, double confidence)
    {
        if (!(confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Expected a level between 0 and 1.");
        if (weights is null) return;
        if (weights.Count != items) throw new ArgumentException($"Expected a weight for each of the {items} items, found {weights.Count}.", nameof(weights));
        foreach (double weight in weights)
        {
            if (!(weight > 0 && double.IsFinite(weight))) throw new ArgumentException($"A weight of {weight} is none; expected one above 0.", nameof(weights));
        }
    }

    /// <summary>The items of each cluster.</summary>
    public static T[][] ByCluster<T>(int[] clusterOf, int clusters, Func<int, T> item)
    {
        var lists = new List<T>[clusters];
        for (int i = 0; i < clusters; i++) lists[i] = [];
        for (int i = 0; i < clusterOf.Length; i++) lists[clusterOf[i]].Add(item(i));
        return [.. lists.Select(static list => list.ToArray())];
    }
}
