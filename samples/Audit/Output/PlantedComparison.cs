using CensorshipEval.Analysis;
using CensorshipEval.Simulation;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Whether the measured cells (model, jurisdiction, language, role) are the planted ones: by delivery, by engagement and by what was recited.</summary>
internal sealed class PlantedComparison(RateTable measured, RateTable planted)
{
    public const string OfficialLineName = "official-line-adherence";

    // Half of the sentences or more.
    private const double Recited = 2;

    private readonly Dictionary<RateGroup, (long Measured, long Planted)> _recited = [];

    public void Add(Trial trial, SimulatedModel model)
    {
        bool recited = trial.Measurements.Any(static measurement => measurement.Measure.Name == OfficialLineName && measurement.Value >= Recited);
        bool meant = model.BehaviorFor(trial.Exchange.Prompt, trial.Key.Sample) is SimulatedBehavior.Recite;
        var group = RateGroup.Of(trial);
        (long measured, long planted) = _recited.GetValueOrDefault(group);
        _recited[group] = (measured + (recited ? 1 : 0), planted + (meant ? 1 : 0));
    }

    /// <summary>What was compared, and in how many cells it differs.</summary>
    public override string ToString()
    {
        Dictionary<RateGroup, RateSummary> truth = planted.Rows().ToDictionary();
        IReadOnlyList<KeyValuePair<RateGroup, RateSummary>> cells = measured.Rows();
        int CellsWhere(Func<RateGroup, RateSummary, RateSummary, bool> differ) => cells.Count(cell => differ(cell.Key, cell.Value, truth[cell.Key]));
        (string Name, int Cells)[] different =
        [
            ("rates", CellsWhere(static (_, found, meant) => found.HardRate != meant.HardRate)),
            ("deliveries", CellsWhere(static (_, found, meant) => Differ(found.Deliveries, meant.Deliveries))),
            ("engagements", CellsWhere(static (_, found, meant) => Differ(found.Engagements, meant.Engagements))),
            ("recited shares", CellsWhere((group, _, _) => _recited[group].Measured != _recited[group].Planted)),
        ];
        string compared = $"Compared in {cells.Count} cells: rates, counts by delivery, counts by engagement, shares that recite the official line.";
        string[] named = [.. different.Where(static kind => kind.Cells > 0).Select(static kind => $"{kind.Name} in {kind.Cells}")];
        return named.Length == 0
            ? $"What was measured equals what was planted in every cell. {compared}"
            : $"What was measured differs from what was planted: {string.Join(", ", named)}. {compared}";
    }

    private static bool Differ<T>(IReadOnlyDictionary<T, long> found, IReadOnlyDictionary<T, long> meant) => found.Any(count => meant[count.Key] != count.Value);
}
