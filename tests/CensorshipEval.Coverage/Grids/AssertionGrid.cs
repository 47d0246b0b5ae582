using System.Globalization;

namespace CensorshipEval.Coverage;

/// <summary>False alarms of assertions, and calls they save.</summary>
internal static class AssertionGrid
{
    private const int Most = 1_000;

    public static async Task<Table> RunAsync(int audits)
    {
        int runs = Math.Min(audits, Most);
        string[] scopes = [AssertionCell.Topics, AssertionCell.These, AssertionCell.Fixed];
        AssertionCell[] cells =
        [
            .. from limit in new[] { 0.05, 0.1, 0.2 } from scope in scopes select new AssertionCell(limit, limit, scope, limit / 4),
            .. from limit in new[] { 0.05, 0.1, 0.2 } from rate in new[] { 0, limit / 10, limit / 4, 3 * limit } from scope in scopes.Take(2) select new AssertionCell(limit, rate, scope, limit / 4),
        ];
        var tallies = new AssertionTally[cells.Length];
        var hard = new AssertionTally[HardAssertionCell.All.Count];
        await Parallel.ForAsync(0, cells.Length + hard.Length, async (i, _) =>
        {
            if (i < hard.Length) hard[i] = await HardAssertionCell.All[i].MeasureAsync(Math.Max(1, runs / 2));
            else tallies[i - hard.Length] = await cells[i - hard.Length].MeasureAsync(runs);
        });
        return new Table(
            "Assertions",
            string.Create(CultureInfo.InvariantCulture, $"{runs} test runs a row of \"the refusal rate should be at most the limit\", end to end, 200 families of one prompt, at most 400 calls. ") +
            "Per cent of the runs that passed (holds), failed (fails) and were inconclusive. At the limit, \"fails\" is a false alarm and may be 5 (in bold above that and what chance explains); \"holds\" is no error " +
            "there, and above the limit, however little, it may be 5, too. Calls: the mean. Fixed: what an exact test of one fixed size takes, planned before the model was known so that a model at a quarter of the limit passes in 80 of 100 runs. " +
            "The last rows, of half as many runs each, are of other assertions, at their limits (\"fails\" may be 5, and where silence or a rise stands at the limit, \"holds\" too), or of a model that has not changed; of these 40 prompts, or of up to 200 topics, at most 400 calls; rises of these prompts at most 1,000, after an earlier run of 1,000 answers (for 2 points 1,600), of topics one answer each.",
            "limit | planted | claim about | holds % | fails % | inconclusive % | calls | fixed | saved %",
            [
                .. cells.Zip(tallies, static (cell, tally) =>
                {
                    bool atLimit = Math.Abs(cell.Rate - cell.Limit) < 1e-9;
                    int size = FixedSample.Size(cell.Limit, cell.Planned);
                    string fails = atLimit ? tally.Fails.Column() : string.Create(CultureInfo.InvariantCulture, $"{100 * tally.Fails.Value:F1}");
                    string saved = atLimit ? "" : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * (1 - (tally.Calls / size)))}");
                    return string.Create(CultureInfo.InvariantCulture, $"{cell.Name} | {100 * tally.Holds.Value:F1} | {fails} | {100 * tally.Inconclusive.Value:F1} | {tally.Calls:F0} | {size} | {saved}");
                }),
                .. HardAssertionCell.All.Zip(hard, static (cell, tally) => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{cell.Name} | {(cell.MayHold ? tally.Holds.Column() : string.Create(CultureInfo.InvariantCulture, $"{100 * tally.Holds.Value:F1}"))} | {tally.Fails.Column()} | {100 * tally.Inconclusive.Value:F1} | {tally.Calls:F0} | | ")),
            ]);
    }
}
