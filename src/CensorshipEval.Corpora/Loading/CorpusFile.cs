using System.Security.Cryptography;

namespace CensorshipEval.Corpora;

/// <summary>A file of a corpus.</summary>
/// <param name="Path">Path within the corpus, with forward slashes.</param>
/// <param name="Source">How messages name it.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record CorpusFile(string Path, string Source, ReadOnlyMemory<byte> Content)
{
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content.Span));
}
