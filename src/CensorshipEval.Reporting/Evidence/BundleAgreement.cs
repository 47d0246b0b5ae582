using System.Text.Json;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting;

/// <summary>Holds what a bundle says of itself against its run and its summary: whoever reads only <c>bundle.json</c> is not to be told something else.</summary>
internal sealed class BundleAgreement(BundleArchive archive, EvidenceManifest manifest)
{
    private const int LongestShown = 100;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    /// <exception cref="InputException">They differ, or one of them cannot be read.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var reader = new BundleReader(archive, manifest);
        RunRecord record = await reader.ReadRecordAsync(cancellationToken).ConfigureAwait(false);
        var plan = EvaluationPlan.FromRecord(record);
        Same(BundleNames.Run, "createdAt", manifest.CreatedAt, record.CreatedAt);
        Same(BundleNames.Run, "source", manifest.Source, plan.Source);
        Same(BundleNames.Run, "corpus", manifest.Corpus, plan.Corpus);

        byte[] json = await reader.ReadSummaryAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using JsonDocument summary = JsonDocument.Parse(json, Deep);
            Check(summary.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw archive.Error(BundleNames.Summary, "something else", "the summary of a run");
        }
    }

    private void Check(JsonElement summary)
    {
        JsonElement corpus = summary.GetProperty("corpus");
        Same(BundleNames.Summary, "runId", manifest.RunId, summary.GetProperty("run").GetString());
        Same(BundleNames.Summary, "planHash", manifest.PlanHash, summary.GetProperty("planHash").GetString());
        Same(BundleNames.Summary, "source", manifest.Source, summary.GetProperty("source").GetString());
        Same(BundleNames.Summary, "corpus", manifest.Corpus, new CorpusInfo
        {
            Name = corpus.GetProperty("name").GetString() ?? "", Version = corpus.GetProperty("version").GetString() ?? "", Sha256 = corpus.GetProperty("sha256").GetString() ?? "",
            Canary = corpus.TryGetProperty("canary", out JsonElement canary) && canary.ValueKind is not JsonValueKind.Null ? canary.GetGuid() : null,
        });
        Same(BundleNames.Summary, "judges", manifest.Judges.Detector.ToString(), summary.GetProperty("detector").GetString());
        Same(BundleNames.Summary, "judges", Listed(manifest.Judges.Measures.Select(static measure => measure.ToString())), Listed(summary.GetProperty("measures").EnumerateArray().Select(static measure => measure.GetString())));
        // A summary knows no third: of what cannot be known it says that it is not complete.
        Same(BundleNames.Summary, "isComplete", manifest.IsComplete is true, summary.GetProperty("complete").GetBoolean());
    }

    private void Same<T>(string other, string field, T told, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(told, found)) throw archive.Error(BundleNames.Manifest, Shown(told), $"{Shown(found)}, as {other} says", field: field);
    }

    private static string Listed(IEnumerable<string?> names) => string.Join(", ", names);

    private static string Shown<T>(T value)
    {
        string text = value switch
        {
            CorpusInfo corpus => $"{corpus.Name} {corpus.Version}, SHA-256 {corpus.Sha256}, canary {corpus.Canary?.ToString() ?? "none"}",
            DateTimeOffset time => time.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            bool yes => yes ? "true" : "false",
            _ => value?.ToString() ?? "nothing",
        };
        return $"'{VisibleText.Of(text.Length <= LongestShown * 2 ? text : text[..(LongestShown * 2)] + "…")}'";
    }
}
