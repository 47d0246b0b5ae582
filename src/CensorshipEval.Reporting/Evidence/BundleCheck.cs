using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CensorshipEval.Reporting;

/// <summary>Checks that a bundle is whole: its format, its files, their sizes and hashes, and how many lines they have.</summary>
internal sealed class BundleCheck(BundleArchive archive, IProgress<EvidenceProgress>? progress)
{
    private const int LargestManifest = 16 << 20;
    private const int LargestSums = 64 << 10;
    private const long LargestFile = 1L << 40;

    public async Task<(EvidenceManifest Manifest, string Sha256)> CheckAsync(CancellationToken cancellationToken)
    {
        byte[] told = await archive.ReadSmallAsync(BundleNames.Manifest, LargestManifest, cancellationToken).ConfigureAwait(false);
        CheckVersion(told);
        EvidenceManifest manifest = BundleLines.Read(archive, BundleNames.Manifest, told, null, EvidenceJson.Document.EvidenceManifest);
        byte[] sums = await archive.ReadSmallAsync(BundleNames.Sums, LargestSums, cancellationToken).ConfigureAwait(false);
        CheckLists(manifest, Convert.ToHexStringLower(SHA256.HashData(told)), sums);

        long total = manifest.Files.Sum(static file => file.Size);
        long done = 0;
        foreach (EvidenceFile file in manifest.Files)
        {
            long lines = await DrainAsync(file, done, total, cancellationToken).ConfigureAwait(false);
            done += file.Size;
            if (CountOf(manifest.Counts, file.Name) is { } count && count != lines) throw archive.Error(file.Name, $"{lines} lines", $"{count}, as {BundleNames.Manifest} says");
        }

        return (manifest, Convert.ToHexStringLower(SHA256.HashData(sums)));
    }

    private static long? CountOf(EvidenceCounts counts, string name) => name switch
    {
        BundleNames.Exchanges => counts.Exchanges,
        BundleNames.Attempts => counts.Attempts,
        BundleNames.Judgements => counts.Trials,
        BundleNames.Families => counts.Families,
        _ => null,
    };

    private void CheckVersion(byte[] json)
    {
        string found = "no format version";
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("formatVersion", out JsonElement version))
            {
                if (version.ValueKind is JsonValueKind.Number && version.TryGetInt32(out int number) && number == EvidenceManifest.CurrentFormatVersion) return;
                string raw = version.GetRawText();
                found = $"format version {VisibleText.Of(raw.Length <= 20 ? raw : raw[..20])}";
            }
        }
        catch (JsonException)
        {
            found = "something that is no JSON";
        }

        throw archive.Error(BundleNames.Manifest, found, $"format version {EvidenceManifest.CurrentFormatVersion}, which this version of the library reads", field: "formatVersion");
    }

    private void CheckLists(EvidenceManifest manifest, string manifestHash, byte[] sums)
    {
        string[] listed = [.. manifest.Files.Select(static file => file.Name).Order(StringComparer.Ordinal)];
        string[] there = [.. archive.Names.Where(static name => name is not (BundleNames.Manifest or BundleNames.Sums)).Order(StringComparer.Ordinal)];
        if (!listed.SequenceEqual(there)) throw archive.Error(BundleNames.Manifest, "a list of other files", $"the files that are there: {string.Join(", ", there)}", field: "files");
        if (manifest.Files.Any(static file => file.Size is < 0 or > LargestFile)) throw archive.Error(BundleNames.Manifest, "a size that no file has", $"0 to {BundleArchive.Bytes(LargestFile)}", field: "files");
        string expected = string.Concat(manifest.Files.Select(static file => $"{file.Sha256}  {file.Name}\n")) + $"{manifestHash}  {BundleNames.Manifest}\n";
        if (!sums.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(expected))) throw archive.Error(BundleNames.Sums, "other hashes", $"those of {BundleNames.Manifest} and of the file itself: one of the two was changed");
    }

    private async Task<long> DrainAsync(EvidenceFile file, long before, long total, CancellationToken cancellationToken)
    {
        using VerifiedEntryStream stream = archive.Open(file);
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        long done = before;
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            done += read;
            progress?.Report(new EvidenceProgress(EvidenceStep.Checking, done, total));
        }

        return lines;
    }
}
