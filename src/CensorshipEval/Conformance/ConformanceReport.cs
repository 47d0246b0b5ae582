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

    /// <summary>Reads a report that <see cref="WriteAsync"/> wrote.</summary>
    /// <exception cref="InputException">The file is no such report.</exception>
    public static async Task<ConformanceReport> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string source = VisibleText.Of(path);
        const string Expected = "a report of a detector's scores, as DetectorConformance --json writes it";
        byte[] utf8 = await InputFile.ReadAsync(path, Expected, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(utf8, ConformanceJsonContext.Document.ConformanceReport)
                ?? throw new InputException(new InputError(source, null, null, "null", Expected));
        }
        catch (JsonException exception)
        {
            int? line = exception.LineNumber is { } number ? (int)number + 1 : null;
            throw new InputException(new InputError(source, line, exception.Path, $"something else ({VisibleText.Of(exception.Message)})", Expected));
        }
    }

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
