using System.Security.Cryptography;
using System.Text;

namespace CensorshipEval.Reporting;

/// <summary>Writes an entry of a bundle, hashes and measures it, and refuses to write a key that was named.</summary>
internal sealed class HashedEntryStream(Stream inner, string name, IReadOnlyList<string> secrets) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[][] _secrets = [.. secrets.Select(Encoding.UTF8.GetBytes)];
    private readonly int _overlap = secrets.Count == 0 ? 0 : secrets.Max(static secret => Encoding.UTF8.GetByteCount(secret)) - 1;
    private byte[] _tail = [];
    private long _size;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _size;

    public override long Position { get => _size; set => throw new NotSupportedException(); }

    /// <summary>What was written.</summary>
    public EvidenceFile Finish() => new(name, _size, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Search(buffer);
        _hash.AppendData(buffer);
        _size += buffer.Length;
        inner.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // Texts were masked before they came here; a key that is part of a name cannot be.
    private void Search(ReadOnlySpan<byte> buffer)
    {
        if (_secrets.Length == 0) return;
        byte[] around = [.. _tail, .. buffer];
        foreach (byte[] secret in _secrets)
        {
            if (around.AsSpan().IndexOf(secret) >= 0)
                throw new InputException(new InputError("evidence bundle", null, name, "one of the keys to be removed, in a name or another place that cannot be masked", "names without keys: of the run, its targets, models, prompts and corpus"));
        }

        _tail = around[^Math.Min(_overlap, around.Length)..];
    }
}
