using System.Text.Json;
using CensorshipEval.Export;

namespace CensorshipEval.Conformance;

/// <summary>How a detector did, for other programs to read.</summary>
public sealed record ConformanceReport
{
    /// <summary>Version of the format. 1.</summary>
    public int FormatVersion { get; } = 1;

    /// <summary>The detector, as <c>name@version</c>.</summary>
    public required string Detector { get; init; }

    /// <summary>The cells of the table.</summary>
    public required IReadOnlyList<ConformanceResult> Results { get; init; }

    /// <summary>How fast it judged; <see langword="null"/> when nobody measured.</summary>
    public DetectorThroughput? Throughput { get; init; }

    /// <summary>
    /// Writes it as JSON: the properties of this record and of what it holds, in camel case. Tasks are <c>refusal</c> and <c>non-answer</c>; what cannot be
    /// computed is <c>null</c>. The file appears whole or not at all.
    /// </summary>
    public Task WriteAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return AtomicFile.WriteAsync(path, stream => JsonSerializer.SerializeAsync(stream, this, ConformanceJsonContext.Document.ConformanceReport, cancellationToken));
    }
}
