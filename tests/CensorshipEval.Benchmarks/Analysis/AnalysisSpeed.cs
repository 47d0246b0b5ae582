using System.Diagnostics;
using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Benchmarks.Http;

namespace CensorshipEval.Benchmarks.Analysis;

/// <summary>What it costs to count the trials of a run and to ask the analysis for everything it knows, in a process of its own.</summary>
internal static class AnalysisSpeed
{
    public static void Measure(int trials)
    {
        var run = new AnalysedRun();
        int samples = (int)Math.Ceiling((double)trials / run.Cells);
        long empty = GC.GetTotalMemory(forceFullCollection: true);
        var counts = new TrialCounts();
        Cost counting = Time("count", () => Count(counts, run, samples));
        double peak = PeakMemory.Megabytes();
        RunAnalysis analysis = null!;
        Cost analysing = Time("snapshot", () => analysis = new RunAnalysis(counts));
        foreach (GroupBy by in Enum.GetValues<GroupBy>()) analysing += Time($"rates by {by}", () => analysis.Rates(by));
        const GroupBy cell = GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language | GroupBy.Role;
        analysing += Time($"rates by {cell}", () => analysis.Rates(cell));
        analysing += Time("rates by Target, Role", () => analysis.Rates(GroupBy.Target | GroupBy.Role));
        foreach (GroupBy by in Enum.GetValues<GroupBy>().Except([GroupBy.Role])) analysing += Time($"indices by {by}", () => analysis.Indices(by));
        foreach (GroupBy by in new[] { GroupBy.Jurisdiction, GroupBy.Jurisdiction | GroupBy.Language, GroupBy.Topic })
            analysing += Time($"indices by Target, {by}", () => analysis.Indices(GroupBy.Target | by));
        analysing += Time("language gaps", () => analysis.LanguageGaps());
        analysing += Time("contents, 8 measures, length, reasoning", () => analysis.Contents());
        analysing += Time("comparisons", () => analysis.Compare(DeclaredComparison.Default(run.AllTargets, run.Prompts)));
        analysing += Time("BCa, 2,000 replicates, by Target, Language, Role", () => analysis.Rates(GroupBy.Target | GroupBy.Language | GroupBy.Role, method: IntervalMethod.ClusterBootstrapBca));
        double after = PeakMemory.Megabytes();
        analysis = null!;
        long once = GC.GetTotalMemory(forceFullCollection: true) - empty;
        Count(counts, run, samples);
        long twice = GC.GetTotalMemory(forceFullCollection: true) - empty;
        GC.KeepAlive(counts);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            {(long)run.Cells * samples} trials of {AnalysedRun.Families} families, {AnalysedRun.Targets} targets, {run.Cells} cells of {samples} samples
            counted in {counting}, analysed in {analysing}, {counting + analysing} in all on {Environment.ProcessorCount} cores
            allocated {GC.GetTotalAllocatedBytes() / 1e6:F0} MB; peak {peak:F0} MB after counting, {after:F0} MB after all; the counts keep {once / 1e6:F0} MB, after twice the trials {twice / 1e6:F0} MB
            """));
    }

    private static void Count(TrialCounts counts, AnalysedRun run, int samples)
    {
        foreach (Trial trial in run.Trials(samples)) counts.Add(trial);
    }

    private static Cost Time(string what, Action work)
    {
        long allocated = GC.GetTotalAllocatedBytes();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        work();
        var cost = new Cost(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cost}, {(GC.GetTotalAllocatedBytes() - allocated) / 1e6,4:F0} MB  {what}"));
        return cost;
    }

    /// <summary>Seconds on the clock, and seconds of processor time, which others on the machine do not lengthen.</summary>
    private readonly record struct Cost(double Wall, double Processor)
    {
        public static Cost operator +(Cost left, Cost right) => new(left.Wall + right.Wall, left.Processor + right.Processor);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall:F2} s ({Processor:F2} s of processor)");
    }
}
