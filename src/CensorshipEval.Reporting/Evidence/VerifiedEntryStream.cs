using System.IO.Compression;
using System.Security.Cryptography;

namespace CensorshipEval.Reporting;

/// <summary>Reads an entry of a bundle: never more than it should hold, and to the end only where every byte is as its hash says.</summary>
internal sealed class VerifiedEntryStream(Stream inner, BundleArchive of, EvidenceFile expected) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;

    /// <summary>Name of the entry.</summary>
    public string Name => expected.Name;

    /// <exception cref="InputException">The entry is not what the bundle says.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // One more than there may be shows that there is more.
        long most = expected.Size - _read + 1;
        if (buffer.Length > most) buffer = buffer[..(int)most];
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw of.Error(Name, "data that cannot be unpacked", "the file as it was written");
        }

        _read += read;
        if (_read > expected.Size) throw of.Error(Name, "more than that", $"{BundleArchive.Bytes(expected.Size)}, as the bundle says");
        _hash.AppendData(buffer.Span[..read]);
        if (read == 0) CheckEnd();
        return read;
    }

    public void Dispose()
    {
        _hash.Dispose();
        inner.Dispose();
    }

    private void CheckEnd()
    {
        if (_read < expected.Size) throw of.Error(Name, BundleArchive.Bytes(_read), $"{BundleArchive.Bytes(expected.Size)}, as the bundle says");
        string actual = Convert.ToHexStringLower(_hash.GetCurrentHash());
        if (actual != expected.Sha256) throw of.Error(Name, $"SHA-256 {actual}", $"{expected.Sha256}, as the bundle says: the file was changed");
    }
}
