using System.IO.Compression;
using CensorshipEval.Export;

namespace CensorshipEval.Reporting;

/// <summary>
/// A run in one file: what was asked, what came back, what was said of it, and all that is needed to judge and analyse it again elsewhere, without keys and without
/// network. Keys and ids of requests are left out.
/// </summary>
public sealed class EvidenceBundle
{
    private readonly string _path;

    private EvidenceBundle(string path, EvidenceManifest manifest, string sha256) => (_path, Manifest, Sha256) = (path, manifest, sha256);

    /// <summary>What the bundle says of itself.</summary>
    public EvidenceManifest Manifest { get; }

    /// <summary>
    /// SHA-256 of <c>SHA256SUMS</c>, lower-case hexadecimal: one hash for all of the bundle. The hashes within it show that it is whole; only this one, told elsewhere,
    /// shows that it is the one its author wrote.
    /// </summary>
    public string Sha256 { get; }

    /// <summary>
    /// Writes a run as a zip, one trial after the other. The file appears whole or not at all, and the same run gives the same bytes under one version of library and
    /// runtime. Nobody should add to the run meanwhile.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="store">Where the run is kept.</param>
    /// <param name="run">The run as it was read from there and analysed; its corpus gives the families of the prompts.</param>
    /// <param name="options">What goes into it; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Is told how far it got.</param>
    /// <param name="cancellationToken">Stops writing; no file is left.</param>
    /// <returns>The bundle: what it says of itself, what was left out included, and the hash to publish.</returns>
    /// <exception cref="InputException">An option is out of its range, or a key stands where it cannot be masked.</exception>
    /// <exception cref="RunStoreException">The store does not hold the run.</exception>
    public static async Task<EvidenceBundle> WriteAsync(
        string path, IRunStore store, ReportedRun run, EvidenceBundleOptions? options = null, IProgress<EvidenceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        options ??= new EvidenceBundleOptions();
        options.Check();
        cancellationToken.ThrowIfCancellationRequested();
        RunRecord record = await store.FindRunAsync(run.RunId, cancellationToken).ConfigureAwait(false)
            ?? throw new RunStoreException($"There is no run '{VisibleText.Of(run.RunId)}' in this store.");
        var redactor = new EvidenceRedactor(record, options);
        EvidenceBundle? bundle = null;
        await AtomicFile.WriteAsync(path, async stream =>
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            await using (zip.ConfigureAwait(false))
            {
                (EvidenceManifest manifest, string sha256) = await new BundleWriter(zip, store, run, record, redactor, options, progress, cancellationToken).WriteAsync().ConfigureAwait(false);
                bundle = new EvidenceBundle(path, manifest, sha256);
            }
        }).ConfigureAwait(false);
        return bundle!;
    }

    /// <summary>
    /// Opens a bundle and checks all of it: its format, its files, their sizes and their hashes, and that <c>bundle.json</c> says what the run and its summary say. Nothing is
    /// unpacked to the disk.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Is told how many bytes are checked.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InputException">The file is no bundle of a format that this version reads, or is not as it was written.</exception>
    public static async Task<EvidenceBundle> OpenAsync(string path, IProgress<EvidenceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var archive = new BundleArchive(path);
        (EvidenceManifest manifest, string sha256) = await new BundleCheck(archive, progress).CheckAsync(cancellationToken).ConfigureAwait(false);
        await new BundleAgreement(archive, manifest).CheckAsync(cancellationToken).ConfigureAwait(false);
        return new EvidenceBundle(path, manifest, sha256);
    }

    /// <summary>
    /// Puts the run into a store, judges and analyses it again, and says whether the result is the same. Asks no model anything. The file is read again, and checked again
    /// as it is read.
    /// </summary>
    /// <param name="options">By whom it is judged; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Is told how far it got.</param>
    /// <param name="cancellationToken">Stops; a store that was given keeps what it holds by then.</param>
    /// <exception cref="InputException">The file was changed since, or holds what no run holds.</exception>
    /// <exception cref="RunStoreException">The store that was given has a run of that id, or cannot keep it.</exception>
    public async Task<EvidenceReplay> ReplayAsync(EvidenceReplayOptions? options = null, IProgress<EvidenceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new EvidenceReplayOptions();
        options.Check();
        using var archive = new BundleArchive(_path);
        return await new BundleReplay(new BundleReader(archive, Manifest), options, progress).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
