using System.Globalization;
using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>Adds up the cells of one group.</summary>
internal sealed class RateTally
{
    private static readonly Quantity[] Quantities = [Quantity.HardRate, Quantity.NonAnswerRate, .. Enum.GetValues<ObservedSignal>().Select(Quantity.Of)];

    private readonly long[] _deliveries = new long[Enum.GetValues<Delivery>().Length];
    private readonly long[] _engagements = new long[Enum.GetValues<Engagement>().Length];
    private readonly long[] _reasons = new long[Enum.GetValues<RefusalReason>().Length];
    private readonly HashSet<string> _models = new(StringComparer.Ordinal);
    private readonly List<PromptCounts> _cells = [];

    public void Add(PromptCounts cell)
    {
        _cells.Add(cell);
        _models.Add(cell.ModelName);
        AddTo(_deliveries, cell.Deliveries);
        AddTo(_engagements, cell.Engagements);
        AddTo(_reasons, cell.Reasons);
    }

    public RateSummary Summarise(TrialGroup group, IntervalMethod method, AnalysisOptions options)
    {
        long trials = _cells.Sum(static cell => (long)cell.Trials), missing = _cells.Sum(static cell => (long)cell.Missing);
        Estimate?[] estimates = [.. Quantities.Select(quantity => trials == missing ? null : EstimateOf(quantity, method, options))];
        int families = _cells.Where(static cell => cell.Observed > 0).Select(static cell => cell.Cluster).Distinct().Count();
        return new RateSummary
        {
            Group = group,
            Trials = trials,
            Missing = missing,
            Families = families,
            Models = _models.Count,
            IsDescriptive = families < options.FewestFamilies,
            Deliveries = Named<Delivery>(_deliveries),
            Engagements = Named<Engagement>(_engagements),
            Reasons = Named<RefusalReason>(_reasons),
            Hard = estimates[0],
            NonAnswer = estimates[1],
            Signals = trials == missing
                ? new Dictionary<ObservedSignal, Estimate>()
                : Enum.GetValues<ObservedSignal>().ToDictionary(static signal => signal, signal => estimates[2 + (int)signal]!),
            Bounds = Bounds(_cells.Sum(static cell => (long)cell.Hard), trials, missing),
            NonAnswerBounds = Bounds(_cells.Sum(static cell => (long)cell.NonAnswers), trials, missing),
        };
    }

    /// <summary>The estimate of any rate over the cells added; <see langword="null"/> where none has a value.</summary>
    public Estimate? EstimateOf(Quantity rate, AnalysisOptions options) =>
        _cells.Exists(cell => cell.Of(rate, Nothing).Count > 0) ? EstimateOf(rate, RateInterval.Default, options) : null;

    private Estimate EstimateOf(Quantity quantity, IntervalMethod method, AnalysisOptions options)
    {
        var byFamily = new Dictionary<int, ClusterTotal>();
        double observed = 0;
        foreach (PromptCounts cell in _cells)
        {
            (double sum, int count) = cell.Of(quantity, Nothing);
            if (count == 0) continue;
            observed += count;
            byFamily[cell.Cluster] = byFamily.GetValueOrDefault(cell.Cluster).Plus(new ClusterTotal(count, sum, sum));
        }

        // In the order of the families, so that the same draws fall on the same of them.
        var mean = new ClusteredMean([.. byFamily.OrderBy(static family => family.Key).Select(static family => family.Value)], observed);
        if (_models.Count < 2) return RateInterval.Of(mean, method, options);
        double most = TwoWaySize(quantity, mean.Mean, observed, options.Confidence);
        Estimate pooled = RateInterval.Of(new ClusteredMean(mean.Totals, most), method, options);
        string models = pooled.Method is not IntervalMethod.EffectiveWilson ? "over families alone: it does not allow for their differences"
            : most < observed ? "whose differences limit it, too"
            : "between which no difference can be estimated: it speaks of these models alone";
        return pooled with { Because = string.Create(CultureInfo.InvariantCulture, $"{pooled.Because}; pooled over {_models.Count} models, {models}") };
    }

    // What the spread between models and families leaves of the size of a rate that is pooled over models.
    private double TwoWaySize(Quantity quantity, double rate, double observed, double confidence)
    {
        var models = new Dictionary<string, int>(StringComparer.Ordinal);
        (int, int, double)[] residuals =
        [
            .. _cells.Select(cell => (cell, value: cell.Of(quantity, Nothing))).Where(static pair => pair.value.Count > 0)
                .Select(pair => (pair.cell.Cluster, Number(pair.cell.ModelName), pair.value.Sum - (rate * pair.value.Count))),
        ];
        double variance = TwoWayVariance.Of(residuals, observed).TwoWay;
        if (!(variance > 1e-18) || rate is <= 0 or >= 1) return observed;
        // A variance between three models is hardly known: Student's quantile takes the place of the normal one, as Korn and Graubard do.
        int freedom = Math.Min(models.Count, _cells.Select(static cell => cell.Cluster).Distinct().Count()) - 1;
        double ratio = Normal.InvCDF(0, 1, (1 + confidence) / 2) / PooledInterval.TQuantile(freedom, confidence);
        return Math.Clamp(rate * (1 - rate) / variance * ratio * ratio, 0.25, observed);

        int Number(string model)
        {
            if (!models.TryGetValue(model, out int number)) models[model] = number = models.Count;
            return number;
        }
    }

    // Rates need no measures.
    private static MeasureNames Nothing { get; } = new();

    private static Interval Bounds(long withheld, long trials, long missing) =>
        trials == 0 ? new Interval(0, 1) : new Interval((double)withheld / trials, (double)(withheld + missing) / trials);

    private static void AddTo(long[] sums, int[] counts)
    {
        for (int i = 0; i < counts.Length; i++) sums[i] += counts[i];
    }

    private static Dictionary<T, long> Named<T>(long[] counts)
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(static value => value, value => counts[Convert.ToInt32(value, CultureInfo.InvariantCulture)]);
}
