namespace CensorshipEval.Reporting;

/// <summary>A file of an evidence bundle.</summary>
/// <param name="Name">Its name in the bundle.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
public sealed record EvidenceFile(string Name, long Size, string Sha256);
