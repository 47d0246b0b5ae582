using System.Text;

namespace CensorshipEval.Reporting;

/// <summary>The files of a bundle.</summary>
internal static class BundleNames
{
    public const string Readme = "README.txt";
    public const string Run = "run.json";
    public const string Corpus = "corpus-manifest.sha256";
    public const string Families = "families.jsonl";
    public const string Exchanges = "exchanges.jsonl";
    public const string Attempts = "attempts.jsonl";
    public const string Judgements = "judgements.jsonl";
    public const string Summary = "summary.json";
    public const string Manifest = "bundle.json";
    public const string Sums = "SHA256SUMS";

    /// <summary>Whoever unpacks a bundle reads this first.</summary>
    public static ReadOnlySpan<byte> ReadmeText =>
        """
        This is the evidence of an audit of language models with CensorshipEval: what was asked, what came back, and what was said of it.

        bundle.json             what the bundle is of: run, versions, options of the analysis, counts, what was left out, and each file with its SHA-256
        run.json                the plan, who was asked, and every prompt
        families.jsonl          the families of the prompts, with their key facts and official lines
        corpus-manifest.sha256  the files of the corpus with their SHA-256, where they are known
        exchanges.jsonl         every prompt with its answer as it was received, in the order in which it was stored
        attempts.jsonl          every call that failed in transport
        judgements.jsonl        the verdict and the measurements of every trial
        summary.json            the rates, indices and comparisons
        SHA256SUMS              check the files with: sha256sum -c SHA256SUMS

        In the .jsonl files each line is one JSON value, in UTF-8.

        To judge, analyse and report it again, offline, and to be told whether the result is the same: EvidenceBundle.OpenAsync and ReplayAsync of the package
        CensorshipEval.Reporting, or the sample Audit with --replay FILE.zip.

        Left out: keys, ids of requests, and whatever else of the metadata is not known to be harmless (bundle.json counts them under "removed"); gates, costs, people's
        labels and corrected rates, which rest on files of their own; earlier runs. Texts of prompts and answers stand as they were received, but for what has the shape
        of a key: there every character is replaced, so that all lengths stay the same.

        The hashes show that the files belong together and were not changed by accident. They do not show who wrote them: for that, compare the SHA-256 of SHA256SUMS
        with one that its author has published elsewhere.

        """u8;
}
