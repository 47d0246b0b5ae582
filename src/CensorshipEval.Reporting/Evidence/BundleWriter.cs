using System.Buffers;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CensorshipEval.Corpora;
using CensorshipEval.Export;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting;

/// <summary>Writes the files of a bundle one after the other, each trial as it is read.</summary>
internal sealed class BundleWriter(
    ZipArchive zip, IRunStore store, ReportedRun run, RunRecord asRun, EvidenceRedactor redactor, EvidenceBundleOptions options, IProgress<EvidenceProgress>? progress, CancellationToken cancellationToken)
{
    private const int MostBetweenReports = 500;
    private const int RegularFile = 0x81A4; // -rw-r--r--

    // Nothing in a bundle tells when it was written: the same run gives the same bytes.
    private static readonly DateTimeOffset Dateless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<EvidenceFile> _files = [];

    /// <summary>Writes all of it; gives what it says of itself, and the hash over its hashes.</summary>
    public async Task<(EvidenceManifest Manifest, string Sha256)> WriteAsync()
    {
        WriteBytes(BundleNames.Readme, BundleNames.ReadmeText);
        WriteBytes(BundleNames.Run, [.. JsonSerializer.SerializeToUtf8Bytes(redactor.Record, EvidenceJson.Lines.RunRecord), (byte)'\n']);
        CorpusManifest? corpus = options.CorpusManifest ?? (run.Plan.Corpus.Sha256 == CorpusManifest.BuiltIn.Sha256 ? CorpusManifest.BuiltIn : null);
        if (corpus is not null) WriteBytes(BundleNames.Corpus, Encoding.UTF8.GetBytes(corpus.ToString()));
        long families = await WriteLinesAsync(BundleNames.Families, Each(Families()), EvidenceJson.Lines.PromptFamily, null).ConfigureAwait(false);
        long exchanges = await WriteLinesAsync(
            BundleNames.Exchanges, Select(store.ReadExchangesAsync(run.RunId, cancellationToken), exchange => redactor.Redact(exchange, "exchanges")),
            EvidenceJson.Lines.Exchange, EvidenceStep.WritingExchanges).ConfigureAwait(false);
        long attempts = await WriteLinesAsync(
            BundleNames.Attempts, Select(store.ReadAttemptsAsync(run.RunId, cancellationToken), attempt => attempt with { Exchange = redactor.Redact(attempt.Exchange, "attempts") }),
            EvidenceJson.Lines.Attempt, null).ConfigureAwait(false);
        var judgements = new BundledJudgements(redactor, run.Judges, options.Detector);
        long trials = await WriteLinesAsync(
            BundleNames.Judgements, judgements.ReadAsync(store.ReadTrialsAsync(run.RunId, run.Judges, cancellationToken), cancellationToken),
            EvidenceJson.Lines.BundledJudgement, EvidenceStep.WritingJudgements).ConfigureAwait(false);
        await WriteSummaryAsync().ConfigureAwait(false);
        var asBundled = EvaluationPlan.FromRecord(redactor.Record);
        var manifest = new EvidenceManifest
        {
            FormatVersion = EvidenceManifest.CurrentFormatVersion, RunId = run.RunId, CreatedAt = asRun.CreatedAt, PlanHash = redactor.Record.PlanHash, PlanHashAsRun = asRun.PlanHash,
            Source = asBundled.Source, Corpus = asBundled.Corpus, Judges = run.Judges, Analysis = EvidenceAnalysis.Of(run.Analysis), IsComplete = run.IsComplete,
            Library = $"CensorshipEval {typeof(EvidenceBundle).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
            Runtime = RuntimeInformation.FrameworkDescription,
            Counts = new EvidenceCounts(exchanges, attempts, trials, judgements.Measurements, families), Removed = redactor.Removed.Parts,
            VerdictsChangedByRemoval = judgements.Changed, Files = [.. _files],
        };
        WriteBytes(BundleNames.Manifest, [.. JsonSerializer.SerializeToUtf8Bytes(manifest, EvidenceJson.Document.EvidenceManifest), (byte)'\n']);
        WriteBytes(BundleNames.Sums, Encoding.UTF8.GetBytes(string.Concat(_files.Select(static file => $"{file.Sha256}  {file.Name}\n"))));
        return (manifest, _files[^1].Sha256);
    }

    private IEnumerable<PromptFamily> Families() => run.Corpus is not { } corpus ? [] : redactor.Record.Prompts
        .Select(static prompt => prompt.FamilyId).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(corpus.FindFamily).OfType<PromptFamily>();

    private async Task WriteSummaryAsync()
    {
        using HashedEntryStream entry = Begin(BundleNames.Summary);
        entry.Write(await SummaryBytes.OfAsync(run with { Plan = EvaluationPlan.FromRecord(redactor.Record) }, cancellationToken).ConfigureAwait(false));
        _files.Add(entry.Finish());
    }

    private void WriteBytes(string name, ReadOnlySpan<byte> bytes)
    {
        using HashedEntryStream entry = Begin(name);
        entry.Write(bytes);
        _files.Add(entry.Finish());
    }

    private async Task<long> WriteLinesAsync<T>(string name, IAsyncEnumerable<T> items, JsonTypeInfo<T> type, EvidenceStep? step)
    {
        using HashedEntryStream entry = Begin(name);
        var line = new ArrayBufferWriter<byte>(1 << 14);
        using var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = ExactText.Encoder, SkipValidation = true });
        long count = 0;
        await foreach (T item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            json.Reset();
            line.ResetWrittenCount();
            JsonSerializer.Serialize(json, item, type);
            json.Flush();
            line.Write("\n"u8);
            entry.Write(line.WrittenSpan);
            if (++count % MostBetweenReports == 0 && step is { } at) progress?.Report(new EvidenceProgress(at, count, null));
        }

        if (step is { } done) progress?.Report(new EvidenceProgress(done, count, count));
        _files.Add(entry.Finish());
        return count;
    }

    private HashedEntryStream Begin(string name)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Dateless;
        entry.ExternalAttributes = RegularFile << 16;
        return new HashedEntryStream(entry.Open(), name, redactor.Secrets);
    }

    private static async IAsyncEnumerable<T> Select<T>(IAsyncEnumerable<T> items, Func<T, T> select)
    {
        await foreach (T item in items.ConfigureAwait(false)) yield return select(item);
    }

    private static async IAsyncEnumerable<T> Each<T>(IEnumerable<T> items)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (T item in items) yield return item;
    }
}
