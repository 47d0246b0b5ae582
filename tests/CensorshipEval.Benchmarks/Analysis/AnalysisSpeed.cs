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
        double counting = Time("count", () => Count(counts, run, samples));
        long once = GC.GetTotalMemory(forceFullCollection: true) - empty;
        double peak = PeakMemory.Megabytes();
        RunAnalysis analysis = null!;
        double analysing = Time("snapshot", () => analysis = new RunAnalysis(counts));
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
        Count(counts, run, samples);
        long twice = GC.GetTotalMemory(forceFullCollection: true) - empty;
        GC.KeepAlive(analysis);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(long)run.Cells * samples} trials of {AnalysedRun.Families} families, {AnalysedRun.Targets} targets, {run.Cells} cells of {samples} samples: counted in {counting:F1} s, analysed in {analysing:F1} s; allocated {GC.GetTotalAllocatedBytes() / 1e6:F0} MB in all, peak {peak:F0} MB after counting, {after:F0} MB after all; counts keep {once / 1e6:F0} MB, of twice the trials (and with the analysis) {twice / 1e6:F0} MB"));
    }

    private static void Count(TrialCounts counts, AnalysedRun run, int samples)
    {
        foreach (Trial trial in run.Trials(samples)) counts.Add(trial);
    }

    private static double Time(string what, Action work)
    {
        long allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        work();
        double seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds,7:F2} s {(GC.GetTotalAllocatedBytes() - allocated) / 1e6,7:F0} MB  {what}"));
        return seconds;
    }
}
