using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CensorshipEval.Reporting.Tests.Evidence;

/// <summary>A folder for bundles, gone with the test; takes them apart and puts them together again.</summary>
internal sealed class BundleFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("censorshipeval-test-");

    public string File(string name = "evidence.zip") => Path.Combine(_folder.FullName, name);

    public IEnumerable<string> Names => _folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(static file => file.Name);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The entries, unpacked.</summary>
    public static Dictionary<string, byte[]> Unpack(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(static entry => entry.FullName, Bytes, StringComparer.Ordinal);

        static byte[] Bytes(ZipArchiveEntry entry)
        {
            using Stream stream = entry.Open();
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
    }

    public static string Text(string path, string entry) => Encoding.UTF8.GetString(Unpack(path)[entry]);

    /// <summary>A zip of these entries.</summary>
    public string Pack(string name, IEnumerable<KeyValuePair<string, byte[]>> entries)
    {
        using FileStream file = System.IO.File.Create(File(name));
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach ((string entry, byte[] bytes) in entries)
        {
            using Stream stream = zip.CreateEntry(entry).Open();
            stream.Write(bytes);
        }

        return File(name);
    }

    /// <summary>A forger's bundle: an entry is another, and every size and hash fits it.</summary>
    public string Forge(string path, string name, string entry, Func<string, string> change)
    {
        Dictionary<string, byte[]> entries = Unpack(path);
        byte[] old = entries[entry];
        byte[] forged = entries[entry] = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(old)));
        if (entry != "bundle.json")
        {
            string manifest = Encoding.UTF8.GetString(entries["bundle.json"]).Replace(Hash(old), Hash(forged), StringComparison.Ordinal);
            int at = manifest.IndexOf($"\"name\": \"{entry}\"", StringComparison.Ordinal);
            string size = $"\"size\": {old.Length},";
            int where = manifest.IndexOf(size, at, StringComparison.Ordinal);
            manifest = manifest.Remove(where, size.Length).Insert(where, $"\"size\": {forged.Length},");
            entries["bundle.json"] = Encoding.UTF8.GetBytes(manifest);
        }

        IEnumerable<string> sums = Encoding.UTF8.GetString(entries["SHA256SUMS"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{Hash(entries[line[66..]])}  {line[66..]}\n");
        entries["SHA256SUMS"] = Encoding.UTF8.GetBytes(string.Concat(sums));
        return Pack(name, entries);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
