using CensorshipEval.Corpora;
using CensorshipEval.Detection;

namespace CensorshipEval.Reporting;

/// <summary>What goes into an evidence bundle.</summary>
public sealed record EvidenceBundleOptions
{
    /// <summary>
    /// Names of fields of <see cref="Exchange.Metadata"/> to keep beyond those that this library reads itself, and a licence: <c>id</c>, <c>family</c>, <c>topic</c>,
    /// <c>role</c>, <c>jurisdiction</c>, <c>provider</c>, <c>systemFingerprint</c>, <c>fallbacks</c>, <c>failedAttempts</c>, <c>lostAfterEnd</c>, <c>callsInFlight</c>,
    /// <c>waitedMs</c>, <c>licence</c> and <c>license</c>. All others are left out, the ids of requests among them. Default none.
    /// </summary>
    public IReadOnlyList<string> MetadataFields { get; init; } = [];

    /// <summary>
    /// Keys that were used, each of at least 6 characters: they are masked wherever they stand, in any case of letters. Where one stands in a name that cannot be
    /// masked, such as the id of a target, no bundle is written. What has the shape of a key is masked without this. Default none.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The files of the corpus with their hashes. Default <see langword="null"/>: that of the built-in corpus where it was asked, and none for others.</summary>
    public CorpusManifest? CorpusManifest { get; init; }

    /// <summary>
    /// The detector that judged the run, to check that nothing that is masked changes a verdict. Default <see langword="null"/>: <see cref="DefaultRefusalDetector"/>
    /// where it is the one that judged.
    /// </summary>
    public IRefusalDetector? Detector { get; init; }

    /// <exception cref="InputException">An option is out of its range; no message quotes a key.</exception>
    internal void Check()
    {
        if (MetadataFields is null || MetadataFields.Contains(null!)) throw Error(nameof(MetadataFields), "nothing for a name", "names of fields, or an empty list");
        if (Secrets is null || Secrets.Any(static secret => secret is null || secret.Trim().Length < 6)) throw Error(nameof(Secrets), "a key that is too short", "keys of at least 6 characters, or an empty list");
    }

    private static InputException Error(string field, string found, string expected) => new(new InputError("evidence bundle options", null, field, found, expected));
}
