namespace CensorshipEval.Linting;

/// <summary>Questions of different families that are all but the same.</summary>
internal static class NearDuplicates
{
    public static IEnumerable<LintFinding> Check(IPromptCorpus corpus, LintOptions options, CancellationToken cancellationToken)
    {
        foreach (IGrouping<LanguageTag, Prompt> language in corpus.Prompts.Where(static prompt => prompt.FamilyId is not null).GroupBy(static prompt => prompt.Language))
        {
            (Prompt Prompt, int[] Trigrams)[] prompts = [.. language.Select(static prompt => (prompt, Trigrams(prompt.Text))).OrderBy(static prompt => prompt.Item2.Length)];
            for (int i = 0; i < prompts.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (int j = i + 1; j < prompts.Length; j++)
                {
                    // Sets of too different sizes cannot be as similar.
                    if (prompts[i].Trigrams.Length < options.Similarity * prompts[j].Trigrams.Length) break;
                    if (prompts[i].Prompt.FamilyId == prompts[j].Prompt.FamilyId || Jaccard(prompts[i].Trigrams, prompts[j].Trigrams) < options.Similarity) continue;
                    yield return new LintFinding("near-duplicate", prompts[i].Prompt.Id, $"{VisibleText.Quote(prompts[i].Prompt.Text)} is all but {prompts[j].Prompt.Id}, {VisibleText.Quote(prompts[j].Prompt.Text)}");
                }
            }
        }
    }

    private static int[] Trigrams(string text)
    {
        ReadOnlySpan<char> folded = FoldedText.Of(text).Span;
        var trigrams = new HashSet<int>();
        for (int i = 0; i + 3 <= folded.Length; i++) trigrams.Add(HashCode(folded.Slice(i, 3)));
        int[] sorted = [.. trigrams];
        Array.Sort(sorted);
        return sorted;
    }

    private static int HashCode(ReadOnlySpan<char> trigram) => (((trigram[0] * 31_337) + trigram[1]) * 31_337) + trigram[2];

    private static double Jaccard(int[] first, int[] second)
    {
        int i = 0, j = 0, common = 0;
        while (i < first.Length && j < second.Length)
        {
            if (first[i] == second[j])
            {
                common++;
                i++;
                j++;
            }
            else if (first[i] < second[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return (double)common / Math.Max(1, first.Length + second.Length - common);
    }
}
