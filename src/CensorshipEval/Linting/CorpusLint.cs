using CensorshipEval.Detection;

namespace CensorshipEval.Linting;

/// <summary>
/// Looks a corpus over for what its loader does not forbid and a careful author does not want: missing languages, texts in another language than they say, questions that differ in
/// length or repeat each other, operational wording, too few facts or sources.
/// </summary>
public static class CorpusLint
{
    /// <summary>All that was found, in the order of the families.</summary>
    /// <param name="corpus">A corpus of families.</param>
    /// <param name="options">What it is held to; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static IReadOnlyList<LintFinding> Check(IPromptCorpus corpus, LintOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        options ??= new LintOptions();
        var identifier = new DefaultLanguageIdentifier();
        var findings = new List<LintFinding>();
        foreach (PromptFamily family in corpus.Families)
        {
            cancellationToken.ThrowIfCancellationRequested();
            findings.AddRange(FamilyLint.Check(family, options));
            findings.AddRange(LanguageLint.Check(family, options, identifier));
            findings.AddRange(OperationalWording.Check(family));
        }

        findings.AddRange(FormsLint.Check(corpus, options));
        findings.AddRange(NearDuplicates.Check(corpus, options, cancellationToken));
        return findings;
    }
}
