namespace CensorshipEval.Guard;

/// <summary>Waits for what an app does in a call, and no longer than a person should.</summary>
internal static class TimeLimit
{
    /// <summary>
    /// What the work gives. Its token is cancelled when the time is up or the caller cancels; work that does not listen goes on alone, and what it throws then is seen by nobody.
    /// </summary>
    /// <exception cref="TimeoutException">The time is up.</exception>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public static async ValueTask<T> WaitAsync<T>(Func<CancellationToken, ValueTask<T>> work, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ValueTask<T> running = work(stop.Token);
        if (running.IsCompleted) return await running.ConfigureAwait(false);
        Task<T> task = running.AsTask();
        try
        {
            return await task.WaitAsync(longest, time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!task.IsCompleted)
            {
                _ = task.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}
