namespace CensorshipEval.Analysis;

/// <summary>Variances of a mean whose observations are clustered two ways.</summary>
/// <param name="Naive">As if every observation stood alone: Σe² / (N(N-1)).</param>
/// <param name="Family">Clustered by family.</param>
/// <param name="Model">Clustered by model.</param>
/// <param name="TwoWay">By both: family plus model minus their cells; where that is less than one of the two, the greater of these.</param>
internal readonly record struct TwoWayVariance(double Naive, double Family, double Model, double TwoWay)
{
    /// <summary>Variances of the mean of values, from their residuals, each factor with G/(G-1) of its own (Cameron, Gelbach and Miller, JBES 29, 2011).</summary>
    /// <param name="observations">Residuals, one by one or summed within a family and model.</param>
    /// <param name="count">Observations that the residuals stand for, where they are summed.</param>
    public static TwoWayVariance Of(IReadOnlyList<(int Family, int Model, double Residual)> observations, double? count = null)
    {
        double n = count ?? observations.Count;
        double family = Clustered(observations.GroupBy(static one => one.Family)), model = Clustered(observations.GroupBy(static one => one.Model));
        double cells = Clustered(observations.GroupBy(static one => (one.Family, one.Model)));
        double both = family + model - cells;
        return new TwoWayVariance(
            observations.Sum(static one => one.Residual * one.Residual) / n / (n - 1), family, model, Math.Max(both, Math.Max(family, model)));

        double Clustered<TKey>(IEnumerable<IGrouping<TKey, (int Family, int Model, double Residual)>> clusters)
        {
            double squares = 0;
            int number = 0;
            foreach (IGrouping<TKey, (int, int, double Residual)> cluster in clusters)
            {
                double total = cluster.Sum(static one => one.Residual);
                squares += total * total;
                number++;
            }

            return number < 2 ? double.NaN : squares * number / (number - 1) / (n * n);
        }
    }
}
