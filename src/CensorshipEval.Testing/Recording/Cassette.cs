using System.Text;
using System.Text.Json;
using CensorshipEval.Export;

namespace CensorshipEval.Testing;

/// <summary>A file of recorded answers: sorted, one a line, so that a change of one answer is a change of one line. Several may add to it at a time.</summary>
internal sealed class Cassette(string path, bool discardEarlier) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<(string Key, int Sample), CassetteLine> _added = [];
    private readonly HashSet<(string Key, int Sample)> _used = [];
    private SortedDictionary<(string Key, int Sample), CassetteLine>? _lines;
    private Dictionary<(string Key, int Sample), string> _earlier = [];

    public string Path { get; } = path;

    public async Task<CassetteLine?> FindAsync(string key, int sample, CancellationToken cancellationToken) => await WithLinesAsync(lines =>
    {
        if (!lines.TryGetValue((key, sample), out CassetteLine? line)) return null;
        _used.Add((key, sample));
        return line;
    }, cancellationToken).ConfigureAwait(false);

    public Task<int> CountAsync(string key, CancellationToken cancellationToken) => WithLinesAsync(lines => lines.Keys.Count(line => line.Key == key), cancellationToken);

    /// <summary>What tells the request from a recorded one with the same prompt; <see langword="null"/> where there is none.</summary>
    public Task<string?> NearestAsync(CassetteRequest request, CancellationToken cancellationToken) => WithLinesAsync(
        lines => lines.Values.Select(line => request.DifferenceFrom(line.Request)).OfType<string>().OrderBy(static difference => difference.Length).Select(static difference => $"the same prompt was recorded {difference}").FirstOrDefault(),
        cancellationToken);

    /// <summary>What nobody asked for.</summary>
    public Task<IReadOnlyList<CassetteLine>> UnusedAsync(CancellationToken cancellationToken) =>
        WithLinesAsync<IReadOnlyList<CassetteLine>>(lines => [.. lines.Where(line => !_used.Contains(line.Key)).Select(static line => line.Value)], cancellationToken);

    /// <summary>Adds an answer, and writes the file before it returns: what was paid for is kept.</summary>
    public async Task AddAsync(CassetteLine line, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _lines ??= await LoadAsync(cancellationToken).ConfigureAwait(false);
            _added[(line.Key, line.Sample)] = line;
            _used.Add((line.Key, line.Sample));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            FileStream locked = await LockAsync(cancellationToken).ConfigureAwait(false);
            await using (locked.ConfigureAwait(false))
            {
                _lines = await ReadAsync(cancellationToken).ConfigureAwait(false);
                if (discardEarlier)
                {
                    HashSet<string> keys = [.. _added.Keys.Select(static added => added.Key)];
                    // What another has recorded anew by now stays.
                    foreach (((string Key, int Sample) old, string text) in _earlier)
                    {
                        if (keys.Contains(old.Key) && _lines.TryGetValue(old, out CassetteLine? now) && TextOf(now) == text) _lines.Remove(old);
                    }
                }

                foreach (((string, int) key, CassetteLine added) in _added) _lines[key] = added;
                await WriteAsync(_lines).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<T> WithLinesAsync<T>(Func<SortedDictionary<(string Key, int Sample), CassetteLine>, T> read, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return read(_lines ??= await LoadAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<SortedDictionary<(string Key, int Sample), CassetteLine>> LoadAsync(CancellationToken cancellationToken)
    {
        SortedDictionary<(string Key, int Sample), CassetteLine> lines = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (discardEarlier) _earlier = lines.ToDictionary(static line => line.Key, static line => TextOf(line.Value));
        return lines;
    }

    private async Task<SortedDictionary<(string Key, int Sample), CassetteLine>> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new SortedDictionary<(string Key, int Sample), CassetteLine>(Comparer<(string Key, int Sample)>.Create(static (one, other) =>
            string.CompareOrdinal(one.Key, other.Key) is not 0 and var order ? order : one.Sample.CompareTo(other.Sample)));
        if (!File.Exists(Path)) return lines;
        var errors = new List<InputError>();
        string[] texts = await File.ReadAllLinesAsync(Path, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < texts.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(texts[i])) continue;
            try
            {
                if (i == 0)
                {
                    CassetteHead head = JsonSerializer.Deserialize(texts[i], CassetteJsonContext.Readable.CassetteHead)!;
                    if (head.Version != CassetteHead.Known) errors.Add(new InputError(Path, 1, "version", $"{head.Version}", $"{CassetteHead.Known}: the file was written by another version"));
                    continue;
                }

                CassetteLine line = JsonSerializer.Deserialize(texts[i], CassetteJsonContext.Readable.CassetteLine)!;
                if (!lines.TryAdd((line.Key, line.Sample), line)) errors.Add(new InputError(Path, i + 1, null, $"a second answer {line.Key}, sample {line.Sample}", "each once; after a merge keep one of them"));
            }
            catch (JsonException exception)
            {
                errors.Add(new InputError(Path, i + 1, null, "a line that is no recorded answer", FailureText.Bounded(exception.Message, 200)));
            }
        }

        return errors.Count == 0 ? lines : throw new InputException(errors);
    }

    private Task WriteAsync(SortedDictionary<(string Key, int Sample), CassetteLine> lines) => AtomicFile.WriteAsync(Path, async stream =>
    {
        var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await using (writer.ConfigureAwait(false))
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(new CassetteHead(), CassetteJsonContext.Readable.CassetteHead)).ConfigureAwait(false);
            foreach (CassetteLine line in lines.Values) await writer.WriteLineAsync(TextOf(line)).ConfigureAwait(false);
        }
    });

    private static string TextOf(CassetteLine line) => JsonSerializer.Serialize(line, CassetteJsonContext.Readable.CassetteLine);

    // Other clients of this process or of another may write the same file.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        string file = Path + ".lock";
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && TimeProvider.System.GetElapsedTime(start) < LongestWait)
            {
                await Task.Delay(20, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
