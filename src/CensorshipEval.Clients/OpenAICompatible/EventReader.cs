using System.Buffers;
using System.Text.Unicode;

namespace CensorshipEval.Clients;

/// <summary>
/// Reads server-sent events from bytes, however the network cuts them, without making text of them first. The platform's reader tells nothing of
/// comments, by which servers say that they are still there.
/// </summary>
internal sealed class EventReader(Stream stream) : IDisposable
{
    private const int FirstSize = 4_096;

    private readonly ArrayBufferWriter<byte> _joined = new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _line; // where the line begins that is being read
    private int _scanned; // up to where it holds no line break
    private int _end;
    private int _dataStart;
    private int _dataLength = -1; // no data yet
    private bool _isJoined;
    private bool _skipLineFeed;
    private bool _atBeginning = true;

    /// <summary>Data of the event that was read last, until the next is read; its lines are joined by line feeds.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    /// <summary>Goes on to the next event or comment.</summary>
    public ValueTask<EventKind> ReadAsync(CancellationToken cancellationToken) =>
        TryTake() is { } kind ? ValueTask.FromResult(kind) : FillAsync(cancellationToken);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        stream.Dispose();
    }

    private async ValueTask<EventKind> FillAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            MakeRoom();
            int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            // An event that its empty line does not end was cut off.
            if (read == 0) return EventKind.End;
            _end += read;
            if (TryTake() is { } kind) return kind;
        }
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length) return;
        int keepFrom = _dataLength >= 0 && !_isJoined ? Math.Min(_dataStart, _line) : _line;
        byte[] target = keepFrom > _buffer.Length / 2 ? _buffer : ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(keepFrom, _end - keepFrom).CopyTo(target);
        if (target != _buffer) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = target;
        _line -= keepFrom;
        _scanned -= keepFrom;
        _end -= keepFrom;
        _dataStart -= keepFrom;
    }

    private EventKind? TryTake()
    {
        while (_scanned < _end)
        {
            if (_skipLineFeed)
            {
                _skipLineFeed = false;
                if (_buffer[_scanned] == (byte)'\n')
                {
                    _line = ++_scanned;
                    continue;
                }
            }

            int length = _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny((byte)'\n', (byte)'\r');
            if (length < 0)
            {
                _scanned = _end;
                return null;
            }

            int start = _line;
            int end = _scanned + length;
            _skipLineFeed = _buffer[end] == (byte)'\r';
            _line = _scanned = end + 1;
            if (_atBeginning)
            {
                _atBeginning = false;
                if (_buffer.AsSpan(start, end - start).StartsWith("\uFEFF"u8)) start += 3;
            }

            if (TakeLine(start, end - start) is { } kind) return kind;
        }

        return null;
    }

    private EventKind? TakeLine(int start, int length)
    {
        if (length == 0) return TakeEvent();
        ReadOnlySpan<byte> line = _buffer.AsSpan(start, length);
        if (line[0] == (byte)':') return EventKind.Comment;
        if (!line.StartsWith("data"u8) || (length > 4 && line[4] != (byte)':')) return null;
        int from = Math.Min(length, length > 5 && line[5] == (byte)' ' ? 6 : 5);
        if (_dataLength < 0)
        {
            _dataStart = start + from;
            _dataLength = length - from;
            return null;
        }

        if (!_isJoined) _joined.Write(_buffer.AsSpan(_dataStart, _dataLength));
        _isJoined = true;
        _joined.Write("\n"u8);
        _joined.Write(line[from..]);
        return null;
    }

    private EventKind? TakeEvent()
    {
        if (_dataLength < 0) return null;
        ReadOnlyMemory<byte> data = _isJoined ? _joined.WrittenSpan.ToArray() : _buffer.AsMemory(_dataStart, _dataLength);
        _joined.Clear();
        _isJoined = false;
        _dataLength = -1;
        // Half a character would make the whole event unreadable; as a mark of what is missing, it stays readable.
        Data = Utf8.IsValid(data.Span) ? data : System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(data.Span));
        return EventKind.Data;
    }
}

internal enum EventKind
{
    Data,
    Comment,
    End,
}
