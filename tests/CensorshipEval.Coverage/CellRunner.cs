using System.Diagnostics;

namespace CensorshipEval.Coverage;

/// <summary>Runs the cells of a grid on all cores and tells how far it is.</summary>
internal static class CellRunner
{
    /// <summary>Results in the order of the cells.</summary>
    public static TResult[] Run<TCell, TResult>(string grid, IReadOnlyList<TCell> cells, Func<TCell, TResult> run)
    {
        var results = new TResult[cells.Count];
        var watch = Stopwatch.StartNew();
        int done = 0;
        Parallel.For(0, cells.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            results[i] = run(cells[i]);
            int so = Interlocked.Increment(ref done);
            if (so % 8 == 0 || so == cells.Count) Console.Error.WriteLine($"{grid}: {so} of {cells.Count} cells, {watch.Elapsed.TotalSeconds:F0} s");
        });
        return results;
    }
}
