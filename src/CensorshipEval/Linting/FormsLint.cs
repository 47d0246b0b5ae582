namespace CensorshipEval.Linting;

/// <summary>Whether enough families ask in another form than a plain question.</summary>
internal static class FormsLint
{
    public static IEnumerable<LintFinding> Check(IPromptCorpus corpus, LintOptions options)
    {
        foreach (IGrouping<Jurisdiction, PromptFamily> jurisdiction in corpus.Families
            .Where(static family => family.Prompts.Any(static prompt => prompt.Role is PromptRole.Sensitive))
            .GroupBy(static family => family.Jurisdiction))
        {
            int all = jurisdiction.Count();
            int several = jurisdiction.Count(static family => family.Prompts.Any(static prompt => prompt.Form is not PromptForm.Question));
            if (several < options.OtherForms * all)
                yield return new LintFinding("forms", jurisdiction.Key.Code, $"{several} of {all} families ask in another form than Question, expected at least {Math.Ceiling(options.OtherForms * all)}");
        }
    }
}
