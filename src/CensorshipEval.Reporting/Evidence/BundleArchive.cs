using System.Globalization;
using System.IO.Compression;

namespace CensorshipEval.Reporting;

/// <summary>The zip of a bundle. Its entries are read by the names that a bundle knows, and none is ever unpacked to a disk.</summary>
internal sealed class BundleArchive : IDisposable
{
    private const string ABundle = "an evidence bundle: a zip file that EvidenceBundle.WriteAsync wrote";

    private static readonly string[] Required =
    [
        BundleNames.Readme, BundleNames.Run, BundleNames.Families, BundleNames.Exchanges, BundleNames.Attempts, BundleNames.Judgements, BundleNames.Summary,
        BundleNames.Manifest, BundleNames.Sums,
    ];

    private readonly string _source;
    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="InputException">The file is no bundle.</exception>
    public BundleArchive(string path)
    {
        _source = VisibleText.Of(path);
        try
        {
            _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string found = exception is FileNotFoundException or DirectoryNotFoundException ? "no such file" : Directory.Exists(path) ? "a folder" : $"a file that cannot be read ({VisibleText.Of(exception.Message)})";
            throw new InputException(new InputError(_source, null, null, found, ABundle));
        }

        try
        {
            _zip = new ZipArchive(_file, ZipArchiveMode.Read, leaveOpen: true);
            ReadEntries();
        }
        catch (Exception exception)
        {
            _zip?.Dispose();
            _file.Dispose();
            if (IsOfTheZip(exception)) throw new InputException(new InputError(_source, null, null, "a file that is no zip, or a part of one", ABundle));
            throw;
        }
    }

    /// <summary>Names of the entries.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>An error about an entry, or about the whole.</summary>
    public InputException Error(string? entry, string found, string expected, int? line = null, string? field = null) =>
        new(new InputError(entry is null ? _source : $"{_source} ({entry})", line, field, found, expected));

    /// <summary>How sizes are told.</summary>
    public static string Bytes(long size) => string.Create(CultureInfo.InvariantCulture, $"{size:N0} bytes");

    /// <summary>Opens an entry.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public VerifiedEntryStream Open(EvidenceFile file) => new(OpenEntry(file.Name), this, file);

    /// <summary>Reads a small entry whole, of which the hash is not known yet.</summary>
    /// <exception cref="InputException">It is larger, or cannot be read.</exception>
    public async Task<byte[]> ReadSmallAsync(string name, int largest, CancellationToken cancellationToken)
    {
        Stream stream = OpenEntry(name);
        await using (stream.ConfigureAwait(false))
        {
            var bytes = new MemoryStream();
            byte[] buffer = new byte[1 << 14];
            try
            {
                for (int read; (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
                {
                    bytes.Write(buffer, 0, read);
                    if (bytes.Length > largest) throw Error(name, "more than that", $"at most {Bytes(largest)}");
                }
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                throw Error(name, "data that cannot be unpacked", "the file as it was written");
            }

            return bytes.ToArray();
        }
    }

    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    private static bool IsOfTheZip(Exception exception) => exception is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException;

    private void ReadEntries()
    {
        foreach (ZipArchiveEntry entry in _zip.Entries)
        {
            string shown = $"'{VisibleText.Of(entry.FullName.Length <= 100 ? entry.FullName : entry.FullName[..100])}'";
            if (entry.FullName != BundleNames.Corpus && Array.IndexOf(Required, entry.FullName) < 0) throw Error(null, $"a file {shown}", $"nothing but {string.Join(", ", Required)} and {BundleNames.Corpus}");
            if (!_entries.TryAdd(entry.FullName, entry)) throw Error(null, $"{shown} twice", "every file once");
        }

        string[] missing = [.. Required.Where(name => !_entries.ContainsKey(name))];
        if (missing.Length > 0) throw Error(null, $"no {string.Join(", no ", missing)}", _entries.Count == 0 ? ABundle : "every file of a bundle");
    }

    private Stream OpenEntry(string name)
    {
        try
        {
            return _entries[name].Open();
        }
        catch (Exception exception) when (IsOfTheZip(exception))
        {
            throw Error(name, "data that cannot be unpacked", "the file as it was written");
        }
    }
}
