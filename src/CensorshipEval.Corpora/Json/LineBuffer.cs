namespace CensorshipEval.Corpora;

/// <summary>Cuts a stream into lines, whatever the chunks it arrives in.</summary>
internal sealed class LineBuffer(Stream stream, int maxLength)
{
    private const int ChunkSize = 64 * 1024;

    private byte[] _buffer = new byte[ChunkSize];
    private int _next; // first byte after the current line
    private int _end; // first byte not yet read
    private int _start;
    private long _bufferOffset; // place of _buffer[0] in the stream
    private bool _ended;

    /// <summary>Number of the current line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Length of the current line in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the current line was too long to be kept; its length is then the part that was seen.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Place of the current line's first byte in the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>The current line, until the next one is read.</summary>
    public ReadOnlyMemory<byte> Current => _buffer.AsMemory(_start, Length);

    /// <summary>The current line as memory that stays as it is.</summary>
    public ReadOnlyMemory<byte> TakeCurrent()
    {
        // A long line keeps the buffer and a new one is begun, rather than being held twice.
        if (Length < ChunkSize * 4) return Current.ToArray();
        ReadOnlyMemory<byte> taken = Current;
        byte[] rest = new byte[Math.Max(ChunkSize, _end - _next)];
        _buffer.AsSpan(_next, _end - _next).CopyTo(rest);
        (_buffer, _bufferOffset, _end, _next, _start) = (rest, _bufferOffset + _next, _end - _next, 0, 0);
        return taken;
    }

    /// <summary>Moves to the next line; <see langword="false"/> at the end.</summary>
    public async ValueTask<bool> ReadLineAsync(CancellationToken cancellationToken)
    {
        _start = _next;
        Offset = _bufferOffset + _start;
        IsTooLong = false;
        int searched = _start;
        while (true)
        {
            int newline = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (newline >= 0) return Found(searched + newline, searched + newline + 1);
            searched = _end;
            if (_ended) return _end > _start || IsTooLong ? Found(_end, _end) : false;
            if (_end - _start > maxLength)
            {
                IsTooLong = true;
                _bufferOffset += _end - _start;
                searched = _end = _start;
            }

            if (_end == _buffer.Length) searched = MakeRoom();
            int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _ended = read == 0;
            _end += read;
        }
    }

    private bool Found(int lineEnd, int next)
    {
        Number++;
        _next = next;
        bool byteOrderMark = Number == 1 && !IsTooLong && _buffer.AsSpan(_start, lineEnd - _start).StartsWith<byte>([0xEF, 0xBB, 0xBF]);
        if (byteOrderMark)
        {
            _start += 3;
            Offset += 3;
        }

        Length = lineEnd - _start;
        if (Length > 0 && _buffer[lineEnd - 1] == '\r') Length--;
        return true;
    }

    private int MakeRoom()
    {
        int held = _end - _start;
        byte[] target = held > _buffer.Length / 2 ? new byte[(int)Math.Min(_buffer.Length * 2L, Array.MaxLength)] : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(target);
        _buffer = target;
        _bufferOffset += _start;
        (_start, _end) = (0, held);
        return held;
    }
}
