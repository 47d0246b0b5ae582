using System.Security.Cryptography;
using System.Text;

namespace CensorshipEval.Corpora;

/// <summary>One hash for a whole corpus: SHA-256 over a line <c>hash  path</c> for each file, sorted by path.</summary>
internal static class CorpusManifest
{
    public static string Hash(IEnumerable<(string Path, string Sha256)> files)
    {
        IEnumerable<string> lines = files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"{file.Sha256}  {file.Path}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
