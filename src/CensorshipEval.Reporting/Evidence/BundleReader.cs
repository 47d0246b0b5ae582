using CensorshipEval.Running;

namespace CensorshipEval.Reporting;

/// <summary>Reads what a bundle holds, and refuses what does not belong to its run.</summary>
internal sealed class BundleReader(BundleArchive archive, EvidenceManifest manifest)
{
    // A record holds every prompt of a run, and is held as one.
    private const int LargestDocument = 1 << 30;

    private readonly Dictionary<string, Target> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Prompt> _prompts = new(StringComparer.Ordinal);

    public EvidenceManifest Manifest => manifest;

    public async Task<RunRecord> ReadRecordAsync(CancellationToken cancellationToken)
    {
        byte[] json = await ReadAsync(BundleNames.Run, cancellationToken).ConfigureAwait(false);
        RunRecord record = BundleLines.Read(archive, BundleNames.Run, json, null, EvidenceJson.Lines.RunRecord);
        string hash;
        try
        {
            hash = EvaluationPlan.FromRecord(record).ComputeHash();
        }
        catch (RunStoreException exception)
        {
            throw archive.Error(BundleNames.Run, VisibleText.Of(exception.Message), "a plan that this version reads", field: "plan");
        }

        if (record.Id != manifest.RunId) throw archive.Error(BundleNames.Run, "another run", $"the run of {BundleNames.Manifest}", field: "id");
        if (hash != record.PlanHash || hash != manifest.PlanHash) throw archive.Error(BundleNames.Run, $"a plan with the hash {hash}", $"one with {manifest.PlanHash}, as {BundleNames.Manifest} says", field: "planHash");
        foreach (Target target in record.Targets)
        {
            if (!_targets.TryAdd(target.Id, target)) throw archive.Error(BundleNames.Run, "two targets of one id", "every id once", field: "targets");
        }

        foreach (Prompt prompt in record.Prompts)
        {
            if (!_prompts.TryAdd(prompt.Id, prompt)) throw archive.Error(BundleNames.Run, "two prompts of one id", "every id once", field: "prompts");
        }

        return record;
    }

    public async Task<BundledCorpus> ReadCorpusAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var families = new List<PromptFamily>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (PromptFamily family in BundleLines.ReadAsync(archive, File(BundleNames.Families), EvidenceJson.Lines.PromptFamily, cancellationToken).ConfigureAwait(false))
        {
            families.Add(family);
            if (!ids.Add(family.Id)) throw archive.Error(BundleNames.Families, "a family that stood before", "every family once", families.Count, "id");
        }

        return new BundledCorpus(manifest.Corpus, families, record.Prompts);
    }

    public async IAsyncEnumerable<Exchange> ReadExchangesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int line = 0;
        await foreach (Exchange exchange in BundleLines.ReadAsync(archive, File(BundleNames.Exchanges), EvidenceJson.Lines.Exchange, cancellationToken).ConfigureAwait(false))
            yield return Checked(exchange, BundleNames.Exchanges, ++line);
    }

    public async IAsyncEnumerable<Attempt> ReadAttemptsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int line = 0;
        await foreach (Attempt attempt in BundleLines.ReadAsync(archive, File(BundleNames.Attempts), EvidenceJson.Lines.Attempt, cancellationToken).ConfigureAwait(false))
            yield return attempt with { Exchange = Checked(attempt.Exchange, BundleNames.Attempts, ++line) };
    }

    public IAsyncEnumerable<BundledJudgement> ReadJudgementsAsync(CancellationToken cancellationToken) =>
        BundleLines.ReadAsync(archive, File(BundleNames.Judgements), EvidenceJson.Lines.BundledJudgement, cancellationToken);

    public Task<byte[]> ReadSummaryAsync(CancellationToken cancellationToken) => ReadAsync(BundleNames.Summary, cancellationToken);

    private EvidenceFile File(string name) => manifest.Files.Single(file => file.Name == name);

    private Exchange Checked(Exchange exchange, string entry, int line)
    {
        TrialKey key = exchange.Key;
        bool fits = key.RunId == manifest.RunId && _targets.TryGetValue(key.TargetId, out Target? target) && target == exchange.Target &&
            _prompts.TryGetValue(key.PromptId, out Prompt? prompt) && prompt == exchange.Prompt && key.Sample >= 0;
        return fits ? exchange : throw archive.Error(entry, "an exchange of another run, target or prompt", $"one of the run in {BundleNames.Run}", line, "key");
    }

    private async Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        EvidenceFile file = File(name);
        if (file.Size > LargestDocument) throw archive.Error(name, BundleArchive.Bytes(file.Size), $"at most {BundleArchive.Bytes(LargestDocument)}");
        using VerifiedEntryStream stream = archive.Open(file);
        // As it comes, not as much as it claims.
        var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;) bytes.Write(buffer, 0, read);
        return bytes.ToArray();
    }
}
