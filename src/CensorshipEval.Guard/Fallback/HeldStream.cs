using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>A stream of which the opening is held back until it is known what it is.</summary>
internal sealed class HeldStream(
    IAsyncEnumerator<ChatResponseUpdate> updates, GuardedAnswer? answer, RefusalJudge judge, TimeProvider time, CancellationTokenSource stop) : IAsyncDisposable
{
    private readonly List<ChatResponseUpdate> _held = [];
    private GuardedAnswer? _answer = answer;
    private Task<bool>? _next;
    private long _heldSince;

    /// <summary>What came so far; <see langword="null"/> where it cannot be judged.</summary>
    public GuardedAnswer? Answer => _answer;

    /// <summary>Whether nothing came at all.</summary>
    public bool IsEmpty => _held.Count == 0;

    /// <summary>Whether the next update is an exception, which is given when its turn comes.</summary>
    public bool IsBroken => _next is { IsCompleted: true, IsCompletedSuccessfully: false };

    /// <summary>Holds updates back until there are enough, the time is up, tools are asked for, or the stream ends or breaks.</summary>
    public async Task HoldAsync(RefusalFallbackOptions limits, CancellationToken cancellationToken)
    {
        int characters = 0;
        while (_held.Count < limits.MaxHeldUpdates && characters < limits.MaxHeldCharacters && _answer is { IsStep: false })
        {
            _next ??= updates.MoveNextAsync().AsTask();
            if (!await IsThereAsync(_next, limits.MaxHeldTime, cancellationToken).ConfigureAwait(false) || IsBroken) break;
            if (!await _next.ConfigureAwait(false)) break;
            characters += Keep();
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Waits for the first update.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> BeginAsync()
    {
        _next = updates.MoveNextAsync().AsTask();
        if (!await _next.ConfigureAwait(false)) return false;
        Keep();
        return true;
    }

    /// <summary>What was held, and then the rest as it comes.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> ReleaseAsync()
    {
        foreach (ChatResponseUpdate update in _held) yield return update;
        _held.Clear();
        while (await (_next ?? updates.MoveNextAsync().AsTask()).ConfigureAwait(false))
        {
            _next = null;
            See();
            yield return updates.Current;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // An iterator may not be disposed of while it runs, and its provider may be silent for long.
        if (_next is { IsCompleted: false } running)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        try
        {
            await updates.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            stop.Dispose();
        }
    }

    /// <summary>Disposes of a stream that nobody will read: what it throws on the way is nobody's concern.</summary>
    public async ValueTask DropAsync()
    {
        try
        {
            await DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Another answer takes its place, or an exception that says more.
        }
    }

    private async ValueTask<bool> IsThereAsync(Task next, TimeSpan longest, CancellationToken cancellationToken)
    {
        // While nothing is held, nobody waits for us.
        if (next.IsCompleted || _held.Count == 0)
        {
            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        }

        TimeSpan left = longest - time.GetElapsedTime(_heldSince);
        if (left <= TimeSpan.Zero) return false;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task first = await Task.WhenAny(next, Task.Delay(left, time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return first == next;
    }

    private int Keep()
    {
        _next = null;
        if (_held.Count == 0) _heldSince = time.GetTimestamp();
        _held.Add(updates.Current);
        See();
        int characters = 0;
        foreach (AIContent content in updates.Current.Contents) characters += (content as TextContent)?.Text?.Length ?? 0;
        return characters;
    }

    private void See()
    {
        if (_answer is not null && !judge.TrySee(_answer, updates.Current)) _answer = null;
    }
}
