namespace CensorshipEval.Benchmarks.Http;

/// <summary>Does a thing so many times, with so many under way.</summary>
internal static class InFlight
{
    public static Task RunAsync(int count, int concurrency, Func<Task> ask)
    {
        int left = count;
        async Task WorkAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0) await ask();
        }

        return Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(WorkAsync)));
    }
}
