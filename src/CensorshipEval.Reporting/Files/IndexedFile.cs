namespace CensorshipEval.Reporting.Files;

/// <summary>A file of a report, as its index lists it.</summary>
/// <param name="Path">Where it is, below the folder, with slashes.</param>
/// <param name="Size">Its bytes; <see langword="null"/> while the report is being written.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal; <see langword="null"/> while the report is being written.</param>
internal sealed record IndexedFile(string Path, long? Size, string? Sha256);
