using System.Text;

namespace CensorshipEval.Testing;

/// <summary>
/// A file of recorded answers, one a line. While recording, each answer is added at its end; when the client is disposed, the file is sorted, so that a change of one answer is a change of one
/// line. Several may add to it at a time.
/// </summary>
internal sealed class Cassette(string path, bool discardEarlier) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30), LongestWaitAtEnd = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CassetteLines _lines = new(path);
    private readonly HashSet<(string Key, int Sample)> _added = [], _used = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private Dictionary<(string Key, int Sample), CassetteLine> _earlier = [];
    private bool _isLoaded;
    private volatile bool _isWritable;
    private bool _isDisposed;

    public string Path { get; } = path;

    /// <summary>The recorded answer to a request.</summary>
    /// <param name="key">The request.</param>
    /// <param name="sample">Which of several answers.</param>
    /// <param name="onlyOwn">Only what was added here.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<CassetteLine?> FindAsync(string key, int sample, bool onlyOwn, CancellationToken cancellationToken) => await WithLinesAsync(lines =>
    {
        if (onlyOwn && !_added.Contains((key, sample))) return null;
        if (!lines.TryGetValue((key, sample), out CassetteLine? line)) return null;
        _used.Add((key, sample));
        return line;
    }, cancellationToken).ConfigureAwait(false);

    public Task<int> CountAsync(string key, CancellationToken cancellationToken) => WithLinesAsync(lines => lines.Keys.Count(line => line.Key == key), cancellationToken);

    /// <summary>Whether the last line was cut off.</summary>
    public Task<bool> IsTornAsync(CancellationToken cancellationToken) => WithLinesAsync(_ => _lines.IsTorn, cancellationToken);

    /// <summary>What tells the request from a recorded one with the same prompt; <see langword="null"/> where there is none.</summary>
    public Task<string?> NearestAsync(CassetteRequest request, CancellationToken cancellationToken) => WithLinesAsync(
        lines => lines.Values.Select(line => request.DifferenceFrom(line.Request)).OfType<string>().OrderBy(static difference => difference.Length).Select(static difference => $"the same prompt was recorded {difference}").FirstOrDefault(),
        cancellationToken);

    /// <summary>What nobody asked for.</summary>
    public Task<IReadOnlyList<CassetteLine>> UnusedAsync(CancellationToken cancellationToken) =>
        WithLinesAsync<IReadOnlyList<CassetteLine>>(lines => [.. lines.Where(line => !_used.Contains(line.Key)).Select(static line => line.Value)], cancellationToken);

    /// <summary>Fails where nothing can be written, before anybody is asked.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_isWritable) return;
        await CassetteProbe.RunAsync(Path, LongestWait, cancellationToken).ConfigureAwait(false);
        _isWritable = true;
    }

    /// <summary>Adds an answer, and writes it before it returns: what was paid for is kept, and so this is not stopped. The first of two to the same sample stands.</summary>
    /// <exception cref="ModelBehaviorException">It cannot be written.</exception>
    /// <returns>What stands in the file, as the replay will read it.</returns>
    public async Task<CassetteLine> AddAsync(CassetteLine line)
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(RecordedChatClient));
            Load();
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            using CassetteLock held = await CassetteLock.TakeAsync(Path, LongestWait, CancellationToken.None).ConfigureAwait(false);
            return Append(line);
        }
        catch (Exception exception) when (CassetteFailure.IsOfFiles(exception))
        {
            throw CassetteFailure.NotWritable(Path, exception, wasAsked: true);
        }
        catch (InputException exception)
        {
            throw CassetteFailure.Damaged(Path, exception);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Sorts the file, where answers were added. Where that cannot be, it stays as it is: unsorted it says the same.</summary>
    public void Dispose()
    {
        if (_isDisposed || !_gate.Wait(LongestWaitAtEnd)) return;
        _isDisposed = true;
        try
        {
            if (_added.Count > 0) Sort();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InputException)
        {
            // The next one who records sorts it.
        }

        finally
        {
            _lines.Dispose();
            // The gate itself is not disposed of: whoever waits there is to hear that the client is.
            _gate.Release();
        }
    }

    private async Task<T> WithLinesAsync<T>(Func<SortedDictionary<(string Key, int Sample), CassetteLine>, T> read, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(RecordedChatClient));
            Load();
            return read(_lines.All);
        }
        catch (Exception exception) when (CassetteFailure.IsOfFiles(exception))
        {
            throw CassetteFailure.NotReadable(Path, exception);
        }
        catch (InputException exception)
        {
            throw CassetteFailure.Damaged(Path, exception);
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Load()
    {
        if (_isLoaded) return;
        if (Directory.Exists(Path)) throw CassetteFailure.NotReadable(Path, null);
        if (File.Exists(Path))
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _lines.Read(file);
        }

        _earlier = discardEarlier ? new(_lines.All) : [];
        _isLoaded = true;
    }

    private CassetteLine Append(CassetteLine line)
    {
        using var file = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1);
        _lines.Read(file);
        (string Key, int Sample) at = (line.Key, line.Sample);
        bool isThere = _lines.All.ContainsKey(at);
        if (isThere && (!discardEarlier || _added.Contains(at))) return _lines.All[at];
        int[] replaced = [.. Replaced(line.Key).Concat(isThere ? [line.Sample] : []).Distinct().Order()];
        CassetteLine added = replaced.Length == 0 ? line : line with { InPlaceOf = replaced };
        string before = _lines.End == 0 ? CassetteText.Of(CassetteHead.Own) + "\n" : _lines.IsOpen ? "\n" : "";
        string text = CassetteText.Of(added);
        CassetteLine read = CassetteCheck.Read(text);
        byte[] bytes = Encoding.UTF8.GetBytes($"{before}{text}\n");
        // Over what was cut off.
        file.SetLength(_lines.End);
        file.Position = _lines.End;
        file.Write(bytes);
        file.Flush();
        _lines.Append(read, bytes);
        _added.Add(at);
        _used.Add(at);
        _keys.Add(line.Key);
        return read;
    }

    // All earlier answers to a request that is recorded anew; what another has recorded anew by now stays.
    private IEnumerable<int> Replaced(string key) => _keys.Contains(key) ? [] : _earlier
        .Where(old => old.Key.Key == key && _lines.All.TryGetValue(old.Key, out CassetteLine? now) && (ReferenceEquals(now, old.Value) || CassetteText.Of(now) == CassetteText.Of(old.Value)))
        .Select(static old => old.Key.Sample);

    private void Sort()
    {
        using CassetteLock? held = CassetteLock.Take(Path, LongestWaitAtEnd);
        if (held is null) return;
        string full = File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;
        using (var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)) _lines.Read(file);
        string temporary = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(full)!, $".censorshipeval-{Guid.NewGuid():N}.tmp");
        try
        {
            using (var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
            {
                writer.WriteLine(CassetteText.Of(CassetteHead.Own));
                foreach (CassetteLine line in _lines.All.Values) writer.WriteLine(CassetteText.Of(line));
            }

            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
