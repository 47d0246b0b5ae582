using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>A stream of which the opening is held back until it is known what it is.</summary>
internal sealed class HeldStream(
    Func<IAsyncEnumerator<ChatResponseUpdate>> open, GuardedAnswer? answer, RefusalJudge judge, TimeProvider time, CancellationTokenSource stop) : IAsyncDisposable
{
    // Signs of life before anything shows are held without a limit of time, and not without any; so is reasoning before an answer that comes in no time.
    private const int MostSilent = 10_000;

    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(1);

    private readonly List<ChatResponseUpdate> _held = [];
    private GuardedAnswer? _answer = answer;
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private Task<bool>? _next;
    private UpdateSigns _signs;
    private long _shownSince;
    private int _shownUpdates;
    private int _characters;

    /// <summary>What came so far; <see langword="null"/> where it cannot be judged.</summary>
    public GuardedAnswer? Answer => _answer;

    /// <summary>Whether nothing came at all.</summary>
    public bool IsEmpty => _held.Count == 0;

    /// <summary>What the provider threw, which is given when its turn comes.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether the stream has come to its end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether text of the answer has been passed on.</summary>
    public bool HasShownText { get; private set; }

    /// <summary>Whether the opening is all there is: then its last sentence need not be finished.</summary>
    public bool IsOpeningWhole => IsOver || Failure is not null || _answer is { HasFinished: true };

    /// <summary>Holds updates back until there are enough, the time is up, tools are asked for, or the stream ends or breaks.</summary>
    public async Task HoldAsync(RefusalFallbackOptions limits, CancellationToken cancellationToken)
    {
        while (_shownUpdates < limits.MaxHeldUpdates && _characters < limits.MaxHeldCharacters && _held.Count - _shownUpdates < MostSilent && _answer is { IsStep: false })
        {
            if (!await IsThereAsync(limits.MaxHeldTime, cancellationToken).ConfigureAwait(false) || !await TryKeepAsync().ConfigureAwait(false)) break;
        }

        if (Failure is OperationCanceledException && _answer is not { HasFinished: true }) cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Waits until an answer begins: with a text, a call, a file, or with reasoning that takes long.</summary>
    /// <returns>Whether one has begun.</returns>
    public async Task<bool> BeginAsync(TimeSpan longestReasoning, CancellationToken cancellationToken)
    {
        while ((_signs & (UpdateSigns.Text | UpdateSigns.Other)) is UpdateSigns.None)
        {
            if (_held.Count >= MostSilent || !await IsThereAsync(longestReasoning, cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Behind an error or an ending there is nothing to wait for, nor behind signs of life alone.
                return (_signs & (UpdateSigns.Reasoning | UpdateSigns.End)) is UpdateSigns.Reasoning;
            }

            if (await TryKeepAsync().ConfigureAwait(false)) continue;
            if (Failure is not null) await _next!.ConfigureAwait(false);
            return false;
        }

        return true;
    }

    /// <summary>What was held, and then the rest as it comes.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> ReleaseAsync()
    {
        foreach (ChatResponseUpdate update in _held) yield return update;
        HasShownText |= (_signs & UpdateSigns.Text) is not UpdateSigns.None;
        _held.Clear();
        while (await MoveAsync().ConfigureAwait(false))
        {
            See();
            bool hasText = (UpdateSign.Of(_updates!.Current, out _) & UpdateSigns.Text) is not UpdateSigns.None;
            yield return _updates!.Current;
            HasShownText |= hasText;
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
        else
        {
            // What it threw while nobody looked is looked at, so that it is nobody's unobserved exception.
            _ = _next?.Exception;
        }

        try
        {
            if (_updates is not null) await _updates.DisposeAsync().ConfigureAwait(false);
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

    /// <summary>The same, and a provider that does not listen is not waited for: another answer is there.</summary>
    public async ValueTask LetGoAsync()
    {
        try
        {
            await DropAsync().AsTask().WaitAsync(LongestFarewell, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It goes on alone.
        }
    }

    // Async, so that what a client throws before there is a stream comes as what it throws within it.
    private async Task<bool> NextAsync() => await (_updates ??= open()).MoveNextAsync().ConfigureAwait(false);

    private async ValueTask<bool> MoveAsync()
    {
        try
        {
            bool isThere = await (_next ?? NextAsync()).ConfigureAwait(false);
            if (isThere) _next = null;
            else IsOver = true;
            return isThere;
        }
        catch (Exception exception)
        {
            Failure = exception;
            throw;
        }
    }

    private async ValueTask<bool> IsThereAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        _next ??= NextAsync();
        // While there is nothing to show, nobody waits for us.
        if (_next.IsCompleted || _signs is UpdateSigns.None)
        {
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        }

        TimeSpan left = longest - time.GetElapsedTime(_shownSince);
        if (left <= TimeSpan.Zero) return false;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task first = await Task.WhenAny(_next, Task.Delay(left, time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        // What is whole is given also to who has cancelled meanwhile.
        if (first != _next && _answer is not { HasFinished: true }) cancellationToken.ThrowIfCancellationRequested();
        return first == _next;
    }

    // Holds back the update that is there; false where the stream is over or broken.
    private async ValueTask<bool> TryKeepAsync()
    {
        if (!_next!.IsCompletedSuccessfully)
        {
            Failure = _next.Exception?.InnerException ?? new OperationCanceledException();
            return false;
        }

        if (!await _next.ConfigureAwait(false))
        {
            IsOver = true;
            return false;
        }

        _next = null;
        _held.Add(_updates!.Current);
        See();
        UpdateSigns signs = UpdateSign.Of(_updates!.Current, out int characters);
        if (_signs is UpdateSigns.None && signs is not UpdateSigns.None) _shownSince = time.GetTimestamp();
        _signs |= signs;
        if (_signs is not UpdateSigns.None) _shownUpdates++;
        _characters += characters;
        return true;
    }

    private void See()
    {
        if (_updates!.Current is not { } update) return;
        Foreign.RemoveAll(update.AdditionalProperties);
        if (_answer is not null && !judge.TrySee(_answer, update)) _answer = null;
    }
}
