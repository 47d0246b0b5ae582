using CensorshipEval.Analysis;
using CensorshipEval.Simulation;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Whether the measured cells (model, jurisdiction, language, role) are the planted ones: by delivery, by engagement and by what each content measure says.</summary>
internal sealed class PlantedComparison
{
    private const string OfficialLineName = "official-line-adherence";

    /// <summary>What is compared is counted by these.</summary>
    private const GroupBy Cells = GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language | GroupBy.Role;

    private readonly HashSet<(TrialGroup Cell, string Measure)> _different = [];
    private readonly HashSet<string> _measures = [];
    private long _values;

    public void Add(Trial trial, SimulatedModel model)
    {
        IReadOnlyDictionary<string, double> truth = model.MeasuresFor(trial.Exchange.Prompt, trial.Key.Sample);
        foreach (Measurement measurement in trial.Measurements)
        {
            if (!truth.TryGetValue(measurement.Measure.Name, out double meant)) continue;
            _values++;
            _measures.Add(measurement.Measure.Name);
            if (!Agrees(measurement, meant)) _different.Add((CellOf(trial), measurement.Measure.Name));
        }
    }

    /// <summary>What was compared, and in how many cells it differs.</summary>
    public string Describe(RunAnalysis measured, RunAnalysis planted)
    {
        Dictionary<TrialGroup, RateSummary> truth = planted.Rates(Cells).ToDictionary(static row => row.Group);
        IReadOnlyList<RateSummary> cells = measured.Rates(Cells);
        int CellsWhere(Func<RateSummary, RateSummary, bool> differ) => cells.Count(cell => differ(cell, truth[cell.Group]));
        (string Name, int Cells)[] different =
        [
            ("rates", CellsWhere(static (found, meant) => found.HardRate != meant.HardRate)),
            ("deliveries", CellsWhere(static (found, meant) => Differ(found.Deliveries, meant.Deliveries))),
            ("engagements", CellsWhere(static (found, meant) => Differ(Joined(found.Engagements), Joined(meant.Engagements)))),
            .. _measures.Order(StringComparer.Ordinal).Select(name => (name, _different.Count(cell => cell.Measure == name))),
        ];
        string compared = $"Compared in {cells.Count} cells: rates, counts by delivery, counts by engagement, and {Counted.Of(_values, "value")} of {_measures.Count} measures.";
        string[] named = [.. different.Where(static kind => kind.Cells > 0).Select(static kind => $"{kind.Name} in {kind.Cells}")];
        return named.Length == 0
            ? $"What was measured equals what was planted in every cell. {compared}"
            : $"What was measured differs from what was planted: {string.Join(", ", named)}. {compared}";
    }

    private static TrialGroup CellOf(Trial trial)
    {
        Exchange exchange = trial.Exchange;
        return new TrialGroup(exchange.Target.Id, exchange.Target.Model, Jurisdiction: exchange.Prompt.Jurisdiction, Language: exchange.Prompt.Language, Role: exchange.Prompt.Role);
    }

    private static bool Agrees(Measurement measurement, double meant) => measurement.Measure.Name == OfficialLineName && meant > 0
        ? measurement.Value >= meant
        // Where nothing is to be found, a measure may have nothing to say.
        : measurement.Value is { } value ? Math.Abs(value - meant) < 1e-9 : meant == 0;

    // Whether half an answer or another one than was asked for is an answer is a matter of taste.
    private static Dictionary<Engagement, long> Joined(IReadOnlyDictionary<Engagement, long> engagements) => engagements
        .GroupBy(static count => count.Key is Engagement.NonResponsive ? Engagement.Complete : count.Key)
        .ToDictionary(static count => count.Key, static count => count.Sum(static one => one.Value));

    private static bool Differ<T>(IReadOnlyDictionary<T, long> found, IReadOnlyDictionary<T, long> meant) => found.Any(count => meant[count.Key] != count.Value);
}
