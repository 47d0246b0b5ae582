using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CensorshipEval.Export;

namespace CensorshipEval.Reporting.Files;

/// <summary>What a report's folder holds: of which run, and each file with its hash, so that a later report knows what is an older one's.</summary>
internal sealed record ReportIndex
{
    public const string FileName = "report.json";

    private const int CurrentFormatVersion = 1;
    private const int Largest = 8 << 20;

    public required int FormatVersion { get; init; }

    /// <summary>Id of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Name and version of the library that wrote the report.</summary>
    public required string Library { get; init; }

    /// <summary>Whether all of it is written.</summary>
    public required bool IsWhole { get; init; }

    public required IReadOnlyList<IndexedFile> Files { get; init; }

    private static string ThisLibrary => $"CensorshipEval {typeof(ReportIndex).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";

    /// <summary>The files that the index of a folder lists; empty where there is none, or one that this library cannot have written.</summary>
    public static async Task<IReadOnlyList<string>> FilesOfAsync(string root, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(root, FileName));
        if (!file.Exists || file.Length > Largest || file.LinkTarget is not null) return [];
        try
        {
            byte[] json = await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false);
            ReportIndex? index = JsonSerializer.Deserialize(json, ReportIndexJson.Default.ReportIndex);
            if (index is not { FormatVersion: CurrentFormatVersion, Files: not null } || index.Library?.StartsWith("CensorshipEval ", StringComparison.Ordinal) is not true) return [];
            string[] names = [.. index.Files.Select(static listed => listed?.Path ?? "")];
            // One name that no report has, and nothing in it is to be believed.
            return Array.TrueForAll(names, ReportFolder.IsOfReport) ? names : [];
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }

    /// <summary>Writes the index before the files: it names them, so that what is broken off is known as well.</summary>
    public static Task BeginAsync(string root, string run, IEnumerable<string> names, CancellationToken cancellationToken) =>
        WriteAsync(root, run, isWhole: false, [.. names.Select(static name => new IndexedFile(name, null, null))], cancellationToken);

    /// <summary>Writes the index of files that are there.</summary>
    public static async Task FinishAsync(string root, string run, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var files = new List<IndexedFile>();
        foreach (string name in names)
        {
            FileStream stream = new(ReportFolder.Place(root, name), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (stream.ConfigureAwait(false))
                files.Add(new IndexedFile(name, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false))));
        }

        await WriteAsync(root, run, isWhole: true, files, cancellationToken).ConfigureAwait(false);
    }

    private static Task WriteAsync(string root, string run, bool isWhole, IReadOnlyList<IndexedFile> files, CancellationToken cancellationToken)
    {
        var index = new ReportIndex { FormatVersion = CurrentFormatVersion, Run = run, Library = ThisLibrary, IsWhole = isWhole, Files = files };
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(index, ReportIndexJson.Default.ReportIndex), (byte)'\n'];
        return AtomicFile.WriteAsync(Path.Combine(root, FileName), stream => stream.WriteAsync(json, cancellationToken).AsTask());
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReportIndex))]
internal sealed partial class ReportIndexJson : JsonSerializerContext;
